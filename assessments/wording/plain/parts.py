"""Sentences for duties, for readers without legal training."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

SENTENCES = {
    "duty.visible_label.denied": pgettext_lazy(
        "plain reading", "Your label says that nothing was generated."
    ),
    "duty.metadata_label.date_unknown": pgettext_lazy(
        "plain reading",
        "The file carries no hidden label. Whether it needed one depends on when it was published. The rules apply from 1 September 2025.",
    ),
    "duty.visible_label.wording": pgettext_lazy(
        "plain reading", "There is a label, but its words do not say that AI generated it."
    ),
    "duty.visible_label.date_unknown": pgettext_lazy(
        "plain reading",
        "It carries no label that people see. Whether it needed one depends on when it was published. The rules apply from 1 September 2025.",
    ),
    "duty.visible_label.met": pgettext_lazy(
        "plain reading", "People who see it are told that AI made it."
    ),
    "duty.visible_label.missing": pgettext_lazy(
        "plain reading",
        "People who see it are not told. Whoever publishes such content must say so and use the platform's label.",
    ),
    "duty.visible_label.unknown": pgettext_lazy(
        "plain reading",
        "The record does not say whether people who see it are told that AI made it.",
    ),
    "duty.visible_label.not_published": pgettext_lazy(
        "plain reading",
        "It is not published, as far as the record says. When you publish, say that AI made it and label it.",
    ),
    "duty.label_wording.met": pgettext_lazy(
        "plain reading", "The label says both that it is AI and that it was generated."
    ),
    "duty.label_wording.missing": pgettext_lazy(
        "plain reading",
        'The label must say two things: AI, and that it was generated, such as "AI生成".',
    ),
    "duty.label_wording.unknown": pgettext_lazy(
        "plain reading", "The record does not say what the label says."
    ),
    "duty.metadata_label.met": pgettext_lazy(
        "plain reading", "The label is written inside the file, too."
    ),
    "duty.metadata_label.missing": pgettext_lazy(
        "plain reading",
        "The file has no label inside. The provider of the tool must write one; nobody may remove it in bad faith.",
    ),
    "duty.metadata_label.unknown": pgettext_lazy(
        "plain reading", "Nobody has said whether the file has the label inside."
    ),
    "duty.keep_records.met": pgettext_lazy(
        "plain reading", "For every step of the making there is a record from that time."
    ),
    "duty.keep_records.missing_some": pgettext_lazy(
        "plain reading", "For some steps of the making there is no record that shows them."
    ),
    "duty.keep_records.missing": pgettext_lazy(
        "plain reading",
        "For no step of the making is there a record that shows it. Works were refused for that.",
    ),
    "duty.third_party_input.met": pgettext_lazy(
        "plain reading", "You say that you had permission for other people's material."
    ),
    "duty.third_party_input.missing": pgettext_lazy(
        "plain reading", "You say that you used other people's material without permission."
    ),
    "duty.third_party_input.unknown": pgettext_lazy(
        "plain reading",
        "The record does not say whether you had permission for other people's material.",
    ),
    "duty.visible_label.publication_unknown": pgettext_lazy(
        "plain reading",
        "The record does not say whether it was published. When you publish it, say that AI made it and label it.",
    ),
    "duty.label_wording.service_unknown": pgettext_lazy(
        "plain reading",
        "The label does not say both AI and that it was generated. A service in the mainland must write it so; whether yours was one is not known.",
    ),
    "duty.metadata_label.service_unknown": pgettext_lazy(
        "plain reading",
        "The file has no label inside. A service in the mainland must write one; whether yours was one is not known.",
    ),
    "duty.label_wording.not_applicable": pgettext_lazy(
        "plain reading", "This is for the service to do. No service is named."
    ),
    "duty.metadata_label.not_applicable": pgettext_lazy(
        "plain reading", "The service writes this label. No service is named."
    ),
}
