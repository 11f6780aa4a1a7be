"""Questions about the work as a whole: its kind, its publication, its labels."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from assessments.answers.answers import YES
from assessments.answers.questions.question import Question
from assessments.wording import labels

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
        label=_("Describe it in a few sentences, for someone who has not seen it."),
        why=_("A reader must know what you want protected: the concrete thing, not the idea."),
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
        label=_("What do you want protected?"),
        why=_("Ideas and styles are free for everyone. The finished expression can be protected."),
        source=("prc-copyright-law-3", "huangpu-prompts-2025"),
    ),
    Question(
        name="subject_matter",
        how="choice",
        choices=labels.SUBJECT_MATTER,
        label=_("What kind of content is it?"),
        why=_(
            "Laws, bare news of facts, calendars, generic tables and formulas are not protected."
        ),
        source=("prc-copyright-law-5",),
    ),
    Question(
        name="fixed",
        how="flag",
        label=_("Is it finished enough that others can see, hear and copy it?"),
        why=_("A work must be expressed in a certain form. A plan or a thought is not enough."),
        source=("prc-copyright-law-3",),
    ),
    Question(
        name="freedom",
        how="choice",
        choices=labels.FREEDOM,
        label=_("How free were you in making it?"),
        why=_("If the purpose dictates the form, your choices cannot show in it."),
        source=("prc-copyright-law-3",),
        good=_("Wide: a free illustration. None: a wiring plan that can be drawn in one way only."),
    ),
    Question(
        name="distinctiveness",
        how="choice",
        choices=labels.DISTINCTIVENESS,
        allows_unknown=True,
        label=_("How different is it from existing works?"),
        why=_("What is copied or commonplace is not original."),
        source=("li-v-liu-2023", "zhangjiagang-butterfly-chair-2025"),
    ),
    Question(
        name="foreseeability",
        how="choice",
        choices=labels.FORESEEABILITY,
        allows_unknown=True,
        label=_("How much control did you have over the result?"),
        why=_("The more the result was left to chance, the less of it is your achievement."),
        source=("zhangjiagang-butterfly-chair-2025", "tencent-v-yingxun-2019"),
    ),
    Question(
        name="created_from",
        how="date",
        allows_unknown=True,
        label=_("When did you begin?"),
        why=_("Copyright arises when a work is finished; records from that time prove the most."),
        source=("prc-implementing-regulations-6",),
    ),
    Question(
        name="created_to",
        how="date",
        allows_unknown=True,
        label=_("When was it finished?"),
    ),
)

PUBLICATION = (
    Question(
        name="published.on",
        how="date",
        allows_unknown=True,
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
        allows_unknown=True,
        label=_("Does a visible label say that it was made with AI?"),
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
        allows_unknown=True,
        label=_("Does the file itself carry the label in its metadata?"),
        why=_(
            "Providers must write it into the file; nobody may maliciously delete, alter, forge or hide it."
        ),
        source=("labelling-measures-5", "labelling-measures-10"),
    ),
    Question(
        name="published.signature",
        how="flag",
        allows_unknown=True,
        label=_("Does your name, pen name or mark stand on the work?"),
        why=_("Whoever is named on a work is presumed to be its author, unless it is disproved."),
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
        label=_("Is there anything else we should know?"),
    ),
)
