"""Questions about parties, tools, inputs and evidence."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from assessments.answers.questions.question import Question
from assessments.wording import labels, names

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
        label=_("What was their role?"),
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
    Question(
        name="roles",
        how="choices",
        choices=labels.ROLE,
        label=_("Any further part?"),
        why=_("One and the same person may make, direct and commission a work."),
    ),
    Question(
        name="signs_work",
        how="flag",
        label=_("Does their name stand on the work as its author?"),
        why=_("Whoever is named on a work is presumed its author until the contrary is shown."),
        source=("prc-copyright-law-12",),
    ),
    Question(
        name="is_press",
        how="flag",
        label=_(
            "If it is an employer: is it a newspaper, periodical, news agency, radio or television station?"
        ),
        why=_("What its staff made as a task of the job is then the employer's."),
        source=("prc-copyright-law-18",),
    ),
    Question(
        name="evidence",
        how="items",
        of="evidence",
        label=_("What shows their part?"),
        why=_("Who had which part is a fact like any other and must be shown."),
    ),
)

CONTRACT = (
    Question(
        name="kind",
        how="choice",
        required=True,
        choices=labels.CONTRACT_KIND,
        label=_("What was agreed on?"),
        why=_("Work for an employer, a commission and an assignment follow different rules."),
        source=("prc-copyright-law-18", "prc-copyright-law-19"),
    ),
    Question(name="on", how="date", label=_("When was it agreed?")),
    Question(
        name="parties",
        how="items",
        of="parties",
        label=_("Between whom?"),
        why=_("An agreement binds those who made it, nobody else."),
    ),
    Question(
        name="says",
        how="choice",
        choices=labels.CONTRACT_SAYS,
        label=_("Whose is the copyright under it?"),
        why=_("Where a commission is silent, whoever made the work owns it."),
        source=("prc-copyright-law-19",),
    ),
    Question(
        name="scope",
        how="line",
        label=_("Which works and rights does it cover?"),
        good=_("All pictures of the spring campaign; reproduction and online use, five years."),
        useless=_("Everything."),
    ),
    Question(
        name="clause",
        how="line",
        label=_("Which clause says so?"),
        good=_("Clause 7.2"),
        useless=_("It is in there somewhere."),
    ),
    Question(
        name="evidence",
        how="items",
        of="evidence",
        label=_("What shows the agreement?"),
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
        label=_("What evidence is there of those terms?"),
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
        allows_unknown=True,
        label=_("How much of it can be seen or heard in the result?"),
        why=_("Only what shows in the result counts; what merely inspired the tool does not."),
        source=("us-copyright-office-part-2-own-input",),
        good=_("Part: the outline of my drawing is the outline of the figure."),
        useless=_("It helped a lot."),
    ),
    Question(name="layer", how="line", label=_("To which part of the work does it belong?")),
    Question(name="note", how="text", label=_("Anything else about it?")),
    Question(
        name="evidence",
        how="items",
        of="evidence",
        label=_("What evidence is there of this?"),
        why=_("Drafts and originals with their own dates prove; a statement proves nothing."),
        source=("zhangjiagang-butterfly-chair-2025",),
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
        label=_("Was it made together with the work, or later?"),
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
            "It shows later that not one byte of the file has changed. For files that "
            "you upload here we fill it in."
        ),
        source=("internet-courts-provisions-11",),
    ),
)
