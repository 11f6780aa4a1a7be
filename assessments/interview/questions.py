"""What is asked, why, on which authority, and what a good and a useless answer look like.

One `Question` per field of the creation record; a test holds the two together. A question that
matters only for some answers says for which (`when`); one that was answered is always shown.
`source` names entries of `engine/rules/authorities.yaml` or decisions of the library.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

from assessments.interview.answers import NOTHING, YES, is_blank
from assessments.memo import labels
from assessments.wording import names

How = Literal[
    "line",  # one line of text
    "text",  # several lines
    "prompt",  # several lines, kept to the character
    "choice",  # one of `choices`
    "choices",  # any of `choices`
    "flag",  # yes or no
    "date",
    "moment",  # a date, or a date and a time
    "number",
    "item",  # one item of the list `of`
    "items",  # any items of the list `of`
    "pairs",  # a table of names and values
]
NOTHING_CHANGED = _("nothing; the tool was only run again")
CHANGED = {**labels.CHANGED, NOTHING: NOTHING_CHANGED}


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question. `name` is the field; texts are lazy translations."""

    name: str
    how: How
    label: Any
    why: Any = ""
    source: tuple[str, ...] = ()
    good: Any = ""
    useless: Any = ""
    choices: Mapping[str, Any] | None = None
    of: str = ""
    required: bool = False
    may_be_unknown: bool = False
    when: Mapping[str, tuple[str, ...]] | None = None

    def is_asked(self, answers: Mapping[str, Any]) -> bool:
        """Whether it matters beside these answers of the same part, or was answered already."""
        if not is_blank(answers.get(self.name)):
            return True
        return all(
            (answers.get(name) or "") in values for name, values in (self.when or {}).items()
        )


WORK = (
    Question(
        name="title",
        how="line",
        required=True,
        label=_("What is the work called?"),
        why=_("The memo and your list of works use this name."),
        good=_("“Spring wind”, portrait, posted in February"),
        useless=_("Untitled"),
    ),
    Question(
        name="kind",
        how="choice",
        required=True,
        choices=labels.KIND,
        label=_("What kind of work is it?"),
        why=_("A work must lie in the field of literature, art or science."),
        source=("prc-copyright-law-3",),
    ),
    Question(
        name="summary",
        how="text",
        label=_("Describe it for someone who cannot see or hear it."),
        why=_("A reader must know what is to be protected: the concrete thing, not the idea."),
        source=("prc-copyright-law-3",),
        good=_(
            "Portrait of a young woman at dusk, close view, warm light from the left, braided hair."
        ),
        useless=_("A beautiful picture."),
    ),
    Question(
        name="claim",
        how="choice",
        choices=labels.CLAIM,
        label=_("What should be protected?"),
        why=_("Ideas and styles are free for all; the finished expression can be protected."),
        source=("prc-copyright-law-3", "huangpu-prompts-2025"),
    ),
    Question(
        name="subject_matter",
        how="choice",
        choices=labels.SUBJECT_MATTER,
        label=_("What is it about?"),
        why=_(
            "Laws, bare news of facts, calendars, generic tables and formulas are not protected."
        ),
        source=("prc-copyright-law-5",),
    ),
    Question(
        name="fixed",
        how="flag",
        label=_("Does it exist in a form that others can perceive and copy?"),
        why=_("A work must be expressed in a certain form. A plan or a thought is not enough."),
        source=("prc-copyright-law-3",),
    ),
    Question(
        name="freedom",
        how="choice",
        choices=labels.FREEDOM,
        label=_("How much room did the task leave for different choices?"),
        why=_("Where the purpose dictates the form, no choice of yours can show in it."),
        source=("prc-copyright-law-3",),
        good=_("Wide: a free illustration. None: a wiring plan that can be drawn in one way only."),
    ),
    Question(
        name="distinctiveness",
        how="choice",
        choices=labels.DISTINCTIVENESS,
        may_be_unknown=True,
        label=_("How does the result stand beside works that existed before?"),
        why=_("What is copied or commonplace is not original."),
        source=("li-v-liu-2023", "zhangjiagang-butterfly-chair-2025"),
    ),
    Question(
        name="foreseeability",
        how="choice",
        choices=labels.FORESEEABILITY,
        may_be_unknown=True,
        label=_("How far could you foresee and steer the result?"),
        why=_("The more the result was left to chance, the less of it is your achievement."),
        source=("zhangjiagang-butterfly-chair-2025", "tencent-v-yingxun-2019"),
    ),
    Question(
        name="created_from",
        how="date",
        may_be_unknown=True,
        label=_("When did you begin?"),
        why=_("Copyright arises when a work is finished; records from that time prove the most."),
        source=("prc-implementing-regulations-6",),
    ),
    Question(
        name="created_to",
        how="date",
        may_be_unknown=True,
        label=_("When was it finished?"),
    ),
)

PUBLICATION = (
    Question(
        name="published.on",
        how="date",
        may_be_unknown=True,
        label=_("When was it first published?"),
        why=_(
            "Leave this empty if it is not published. Some terms of protection run from this day."
        ),
        source=("prc-copyright-law-23",),
    ),
    Question(
        name="published.where",
        how="line",
        label=_("Where was it published?"),
        good=_("Xiaohongshu, under my account name, with the link"),
        useless=_("Online"),
    ),
    Question(
        name="published.visible_label",
        how="flag",
        may_be_unknown=True,
        label=_("Does a label that people see say that it was made with AI?"),
        why=_(
            "Whoever publishes content made with AI must declare it and use the labels that the platform offers."
        ),
        source=("labelling-measures-4", "labelling-measures-10"),
    ),
    Question(
        name="published.label_text",
        how="line",
        label=_("The words of that label"),
        source=("gb-45438-2025-label-text",),
        when={"published.visible_label": (YES,)},
    ),
    Question(
        name="published.metadata_label",
        how="flag",
        may_be_unknown=True,
        label=_("Does the file itself carry the label in its metadata?"),
        why=_("Providers must write it into the file; nobody may remove it."),
        source=("labelling-measures-5", "labelling-measures-10"),
    ),
    Question(
        name="published.signature",
        how="flag",
        may_be_unknown=True,
        label=_("Does your name, pen name or mark stand on the work?"),
        why=_("Whoever is named on a work is presumed to be its author."),
        source=("prc-copyright-law-12",),
    ),
    Question(
        name="registration.authority",
        how="line",
        label=_("If the work is registered: with whom?"),
        why=_("Registration is voluntary. It is evidence, not proof that there is a work."),
        source=("prc-copyright-law-12", "works-registration-trial-measures-1994"),
    ),
    Question(name="registration.number", how="line", label=_("Number of the certificate")),
    Question(name="registration.on", how="date", label=_("Day of the registration")),
    Question(
        name="notes",
        how="text",
        label=_("Is there anything else that a reader should know?"),
    ),
)

PARTY = (
    Question(
        name="name",
        how="line",
        required=True,
        label=_("Name"),
        why=_("As it should stand in the memo."),
        source=("prc-copyright-law-11",),
    ),
    Question(
        name="kind",
        how="choice",
        required=True,
        choices=labels.PARTY_KIND,
        label=_("A person, an organisation or a machine?"),
        why=_("Only people create. A machine is never an author."),
        source=("prc-copyright-law-9", "prc-copyright-law-11"),
    ),
    Question(
        name="role",
        how="choice",
        required=True,
        choices=labels.ROLE,
        label=_("What was their part?"),
        why=_("Author, employer, commissioning party: who owns the work depends on this."),
        source=("prc-copyright-law-11", "prc-copyright-law-18", "prc-copyright-law-19"),
    ),
    Question(
        name="contribution",
        how="text",
        label=_("What did they do?"),
        why=_("Organising, advising or lending equipment is not creating."),
        source=("prc-implementing-regulations-3",),
        good=_("Fixed the scene, wrote the prompts, changed the settings, picked the picture."),
        useless=_("Helped."),
    ),
)

TOOL = (
    Question(
        name="name",
        how="line",
        required=True,
        label=_("Name of the tool"),
        good=_("Stable Diffusion WebUI"),
        useless=_("An AI"),
    ),
    Question(name="version", how="line", label=_("Version or model")),
    Question(name="provider", how="line", label=_("Who offers it?")),
    Question(
        name="does",
        how="choice",
        required=True,
        choices=labels.DOES,
        label=_("What does it do?"),
        why=_("Work with a tool that generates is judged otherwise than work by hand."),
        source=("li-v-liu-2023",),
    ),
    Question(
        name="output_terms",
        how="choice",
        choices=labels.OUTPUT_TERMS,
        label=_("Whose is the output under its terms of use?"),
        why=_("The terms bind you and the provider; they cannot make a work of what is none."),
        source=("li-v-liu-2023",),
    ),
    Question(
        name="terms_evidence",
        how="items",
        of="evidence",
        label=_("What shows those terms?"),
        why=_("Terms change. Keep the version that applied when you made the work."),
    ),
)

INPUT = (
    Question(
        name="what",
        how="choice",
        required=True,
        choices=labels.INPUT,
        label=_("What went in?"),
    ),
    Question(
        name="made_by",
        how="choice",
        required=True,
        choices=labels.MADE_BY,
        label=_("Who made it?"),
        why=_("Your own sketch or photo that shows in the result is your expression."),
        source=("prc-implementing-regulations-3", "us-copyright-office-part-2-own-input"),
    ),
    Question(
        name="licence",
        how="choice",
        choices=labels.LICENCE,
        label=_("By what right was it used?"),
        why=_("A work made from another's work must not infringe it."),
        source=("prc-copyright-law-13",),
        when={"made_by": ("third_party", "public")},
    ),
    Question(
        name="in_output",
        how="choice",
        choices=labels.IN_OUTPUT,
        may_be_unknown=True,
        label=_("How much of it can be seen or heard in the result?"),
        why=_("Only what shows in the result counts; what merely inspired the tool does not."),
        source=("us-copyright-office-part-2-own-input",),
        good=_("Part: the outline of my drawing is the outline of the figure."),
        useless=_("It helped a lot."),
    ),
    Question(name="note", how="text", label=_("Anything else about it?")),
    Question(
        name="evidence",
        how="items",
        of="evidence",
        label=_("What shows this?"),
        why=_("Drafts and originals with their own dates prove; a statement proves nothing."),
        source=("zhangjiagang-butterfly-chair-2025",),
    ),
)

PROMPTED = ("prepare", "generate", "adjust", "edit")
MADE = ("generate", "adjust")
BY_HAND = ("prepare", "edit", "arrange", "write")
CHOSEN = ("generate", "adjust", "select", "review")

STEP = (
    Question(
        name="action",
        how="choice",
        required=True,
        choices=names.ACTIONS,
        label=_("What was done in this step?"),
        why=_("Choosing, instructing, editing and arranging count in different ways."),
        source=("li-v-liu-2023", "tencent-v-yingxun-2019"),
    ),
    Question(
        name="at",
        how="moment",
        may_be_unknown=True,
        label=_("When?"),
        why=_("A step whose time is supported by a record is believed more easily."),
        good=_("2024-06-30T14:05+08:00, or only the day: 2024-06-30"),
    ),
    Question(name="by", how="item", of="parties", label=_("Who did it?")),
    Question(
        name="parent",
        how="item",
        of="steps",
        label=_("Which earlier step does it continue?"),
        why=_("Successive rounds, each building on the last, show how you steered the result."),
        source=("li-v-liu-2023",),
    ),
    Question(
        name="tool",
        how="item",
        of="tools",
        label=_("With which tool?"),
        why=_("Leave this empty for work by hand."),
    ),
    Question(
        name="intent",
        how="text",
        label=_("What did you want from this step?"),
        why=_("An idea before the result, and its trace in the result, is what courts look for."),
        source=("li-v-liu-2023", "zhangjiagang-butterfly-chair-2025"),
        good=_(
            "The light should come from a low sun behind her, so that the hair is edged in gold."
        ),
        useless=_("Make it better."),
    ),
    Question(
        name="prompt",
        how="prompt",
        label=_("The prompt, as you typed it"),
        why=_("To the letter, with its spelling and its weights. Do not tidy it up."),
        source=("li-v-liu-2023",),
        when={"action": PROMPTED},
    ),
    Question(
        name="negative_prompt",
        how="prompt",
        label=_("The negative prompt, as you typed it"),
        why=_("Excluding is choosing, too."),
        source=("li-v-liu-2023",),
        when={"action": PROMPTED},
    ),
    Question(
        name="prompt_terms",
        how="number",
        label=_("If the prompt is lost: about how many terms had it?"),
        why=_("The number alone carries no weight; it only says that there was a prompt."),
        when={"action": PROMPTED, "prompt": ("",)},
    ),
    Question(
        name="detail",
        how="choice",
        choices=labels.DETAIL,
        may_be_unknown=True,
        label=_("How much does your instruction or plan fix?"),
        why=_(
            "Ordinary elements side by side were not enough in court; specific expressive choices were."
        ),
        source=("zhangjiagang-butterfly-chair-2025", "li-v-liu-2023"),
        good=_(
            "Rich: who, where, from which side, in which light and in which style, all of it your choice."
        ),
        useless=_("Long. The number of words does not matter."),
        when={"action": ("conceive", "prepare", "generate", "adjust")},
    ),
    Question(
        name="parameters",
        how="pairs",
        label=_("Settings"),
        why=_(
            "Settings that you chose on purpose, with an effect that you can name, show control."
        ),
        source=("li-v-liu-2023",),
        good=_("seed 12345, cfg_scale 7, sampler DPM++ 2M"),
        when={"action": PROMPTED},
    ),
    Question(
        name="changed",
        how="choices",
        choices=CHANGED,
        may_be_unknown=True,
        label=_("What did you change since the step before?"),
        why=_("Running the tool again without a change is not creative, however often."),
        source=("zhangjiagang-butterfly-chair-2025",),
        when={"action": PROMPTED},
    ),
    Question(
        name="effect",
        how="choice",
        choices=labels.EFFECT,
        may_be_unknown=True,
        label=_("What did this visibly do to the result?"),
        why=_("A change counts when one can see in the result that it followed your intention."),
        source=("li-v-liu-2023", "zhangjiagang-butterfly-chair-2025"),
        when={"action": ("prepare", "generate", "adjust", "edit", "write", "arrange")},
    ),
    Question(
        name="outputs",
        how="number",
        may_be_unknown=True,
        label=_("How many results were there?"),
        why=_("Numbers carry no weight by themselves; they help to check the record."),
        when={"action": CHOSEN},
    ),
    Question(
        name="kept",
        how="number",
        may_be_unknown=True,
        label=_("How many did you keep?"),
        when={"action": CHOSEN},
    ),
    Question(
        name="criteria",
        how="text",
        may_be_unknown=True,
        label=_("Why those, and why not the others?"),
        why=_("Picking one of many is little by itself; picking by criteria of your own is more."),
        source=("li-v-liu-2023",),
        good=_(
            "Kept 3: only there does she look past the viewer. 1 and 2: hands wrong; 4: light too hard."
        ),
        useless=_("It was the nicest."),
        when={"action": CHOSEN},
    ),
    Question(
        name="extent",
        how="choice",
        choices=labels.EXTENT,
        may_be_unknown=True,
        label=_("How far did the work by hand go?"),
        why=_(
            "Retouching and cropping are technical; reshaping parts of the picture or the text is expression."
        ),
        source=("changshu-half-heart-2024", "feilin-v-baidu-2019-text"),
        when={"action": BY_HAND},
    ),
    Question(
        name="repeat",
        how="number",
        label=_("For how many steps of this kind does this one stand?"),
        why=_("One entry may stand for many like rounds. More rounds alone change nothing."),
        when={"action": ("adjust", "edit", "select", "generate")},
    ),
    Question(
        name="evidence",
        how="items",
        of="evidence",
        label=_("What shows this step?"),
        why=_("In 2025 a plaintiff in Beijing who had only a later re-run lost."),
        source=("bic-cat-pendant-2025", "changshu-half-heart-2024"),
    ),
)

EVIDENCE = (
    Question(
        name="what",
        how="choice",
        required=True,
        choices=names.EVIDENCE_KINDS,
        label=_("What is it?"),
        why=_("Original records carry the most. Running the tool again afterwards proves no step."),
        source=("bic-cat-pendant-2025", "changshu-half-heart-2024"),
    ),
    Question(
        name="made",
        how="choice",
        required=True,
        choices=labels.MADE,
        label=_("Did it come into being together with the work, or later?"),
        why=_("A record made at the time shows the process; one made later only tells about it."),
        source=("bic-cat-pendant-2025",),
    ),
    Question(
        name="shows",
        how="text",
        label=_("What exactly does it show?"),
        good=_("The tool's own history of 12 June: prompt, seed and picture of steps 2 to 5."),
        useless=_("Everything."),
    ),
    Question(
        name="strength",
        how="choice",
        choices=labels.STRENGTH,
        label=_("How strong do you think it is?"),
        why=_("Your view can lower what this kind of evidence carries, never raise it."),
    ),
    Question(
        name="sha256",
        how="line",
        label=_("SHA-256 digest of the file"),
        why=_(
            "It shows later that the file is the same to the byte. It is filled in for files that you hand in here."
        ),
        source=("internet-courts-provisions-11",),
    ),
)
