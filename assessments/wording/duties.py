"""Sentences for duties on publication, by code."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "duty.metadata_label.date_unknown": _(
        "The file is stated to carry no label in its metadata. Whether one was owed depends on the day of publication, which is not stated: the rules apply from 1 September 2025."
    ),
    "duty.visible_label.denied": _(
        "By its words the label that is stated denies that the content was generated."
    ),
    "duty.visible_label.wording": _(
        "A label is stated; its words do not say that something was generated or synthesised, so they do not show whether it was declared. The rule asks for a declaration and the platform's label, and fixes no words."
    ),
    "duty.visible_label.date_unknown": _(
        "The publication is stated to carry no visible label. Whether one was owed depends on the day of publication, which is not stated: the rules apply from 1 September 2025."
    ),
    "duty.visible_label.met": _("The publication carries a visible label."),
    "duty.visible_label.missing": _(
        "The publication carries no visible label: whoever publishes generated content declares it and uses the platform's label."
    ),
    "duty.visible_label.unknown": _(
        "Whether the publication carries a visible label is not stated."
    ),
    "duty.visible_label.not_published": _(
        "Not published, as far as is stated: declare it and label it when you publish."
    ),
    "duty.label_wording.met": _("The label names both AI and the generation."),
    "duty.label_wording.missing": _(
        'The label must name AI and that something was generated or synthesised, such as "AI生成".'
    ),
    "duty.label_wording.unknown": _("The wording of the label is not stated."),
    "duty.metadata_label.met": _("The file carries the label in its metadata."),
    "duty.metadata_label.missing": _(
        "The file carries no label in its metadata: the provider adds it, and nobody may remove it in bad faith."
    ),
    "duty.metadata_label.unknown": _(
        "Whether the file carries the label in its metadata is not known."
    ),
    "duty.keep_records.met": _("Records made at the time support every step of the process."),
    "duty.keep_records.missing_some": _(
        "Some steps of the process have no record that carries them."
    ),
    "duty.keep_records.missing": _(
        "No step of the process has a record that carries it; works were refused for that."
    ),
    "duty.third_party_input.met": _(
        "It is stated that other people's material was used with a licence."
    ),
    "duty.third_party_input.missing": _(
        "It is stated that other people's material was used without a licence."
    ),
    "duty.third_party_input.unknown": _(
        "Whether there is a licence for other people's material is not stated."
    ),
    "duty.visible_label.publication_unknown": _(
        "Whether and how it was published is not stated: whoever publishes generated content declares it and uses the platform's label."
    ),
    "duty.label_wording.service_unknown": _(
        "The words of the label do not name both AI and the generation. The standard asks this of whoever offers the tool as a service in the mainland; whether it was used as such a service is not stated."
    ),
    "duty.metadata_label.service_unknown": _(
        "The file is stated to carry no label in its metadata. Whoever offers the tool as a service in the mainland adds it; whether it was used as such a service is not stated."
    ),
    "duty.label_wording.not_applicable": _(
        "This asks something of the provider of a service; no provider is stated."
    ),
    "duty.metadata_label.not_applicable": _(
        "The provider of a service writes this label; no provider is stated."
    ),
}
