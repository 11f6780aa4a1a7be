/* Files that were on their way when the page was left are named when it is opened again. The names
   are kept in the session storage of the tab. */

export class LostUploads {
  /* `box` shows the names, `key` is that of the storage, `countNamed` says how many files of a name
     have arrived: one more than before the upload means that this one did. */
  constructor(box, key, countNamed) {
    this.box = box;
    this.key = key;
    this.files = this.#read().filter((file) => countNamed(file.name) <= file.before);
    this.store([]);
    this.show();
  }

  /* Besides what is lost already, `pending` would be lost if the page were left now. */
  store(pending) {
    try {
      sessionStorage.setItem(this.key, JSON.stringify([...this.files, ...pending]));
    } catch {
      /* A browser that keeps nothing names nothing after a reload. */
    }
  }

  /* A file that is chosen again is no longer lost. */
  forget(name, size) {
    this.files = this.files.filter((file) => file.name !== name || file.size !== size);
  }

  forgetAll() {
    this.files = [];
  }

  show() {
    this.box.hidden = !this.files.length;
    this.box.querySelector("ul").replaceChildren(
      ...this.files.map((file) => {
        const item = document.createElement("li");
        item.textContent = file.name;
        return item;
      })
    );
  }

  #read() {
    try {
      return JSON.parse(sessionStorage.getItem(this.key)) || [];
    } catch {
      return [];
    }
  }
}
