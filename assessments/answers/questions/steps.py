"""Questions about one step of the process."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from assessments.answers.answers import NOTHING
from assessments.answers.questions.question import Question
from assessments.wording import labels, names

NOTHING_CHANGED = _("nothing; the tool was only run again")
CHANGED = {**labels.CHANGED, NOTHING: NOTHING_CHANGED}
PROMPTED = ("prepare", "generate", "adjust", "edit")
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
        allows_unknown=True,
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
        why=_("Word for word, with its spelling and weights. Do not tidy it up."),
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
        allows_unknown=True,
        label=_("How specific were your prompts or your plan?"),
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
        allows_unknown=True,
        label=_("What did you change since the previous step?"),
        why=_("Running the tool again without a change is not creative, however often."),
        source=("zhangjiagang-butterfly-chair-2025",),
        when={"action": PROMPTED},
    ),
    Question(
        name="effect",
        how="choice",
        choices=labels.EFFECT,
        allows_unknown=True,
        label=_("What changed in the result?"),
        why=_("A change counts when one can see in the result that it followed your intention."),
        source=("li-v-liu-2023", "zhangjiagang-butterfly-chair-2025"),
        when={"action": ("prepare", "generate", "adjust", "edit", "write", "arrange")},
    ),
    Question(
        name="outputs",
        how="number",
        allows_unknown=True,
        label=_("How many results were there?"),
        why=_("Numbers carry no weight by themselves; they help to check the record."),
        when={"action": CHOSEN},
    ),
    Question(
        name="kept",
        how="number",
        allows_unknown=True,
        label=_("How many did you keep?"),
        when={"action": CHOSEN},
    ),
    Question(
        name="criteria",
        how="text",
        allows_unknown=True,
        label=_("Why those, and why not the others?"),
        why=_("Picking one of many is little by itself; picking by criteria of your own is more."),
        source=("li-v-liu-2023", "zhangjiagang-butterfly-chair-2025"),
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
        allows_unknown=True,
        label=_("How far did the work by hand go?"),
        why=_(
            "Technical touches count little; reshaping parts of the picture or the text counts as expression."
        ),
        source=("changshu-half-heart-2024", "feilin-v-baidu-2019-text"),
        when={"action": BY_HAND},
    ),
    Question(
        name="adds",
        how="choices",
        choices=labels.ADDS,
        allows_unknown=True,
        label=_("What did it add to the result?"),
        why=_(
            "A figure drawn in or words rewritten express something; a crop or a retouch does not."
        ),
        source=("changshu-half-heart-2024", "zarya-of-the-dawn-2023"),
        when={"action": BY_HAND},
    ),
    Question(
        name="stock",
        how="flag",
        label=_("Did it only place ready-made material, such as stickers or a template?"),
        why=_("What others made ready is not your expression; how you place it may be."),
        source=("zhangjiagang-butterfly-chair-2025",),
        when={"action": BY_HAND},
    ),
    Question(
        name="layer",
        how="line",
        label=_("To which part of the work does this step belong?"),
        why=_("Each part is judged by itself: the script, the key frames, the voice."),
    ),
    Question(
        name="repeat",
        how="number",
        label=_("How many times did you do this in all?"),
        why=_("One entry may stand for many like rounds. More rounds alone change nothing."),
        when={"action": ("adjust", "edit", "select", "generate")},
    ),
    Question(
        name="evidence",
        how="items",
        of="evidence",
        label=_("What evidence is there of this step?"),
        why=_("In 2025 a plaintiff in Beijing who had only a later re-run lost."),
        source=("bic-cat-pendant-2025", "changshu-half-heart-2024"),
    ),
)
