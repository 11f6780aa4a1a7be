"""The signals of accounts: a sign-in, before the session gets another key, and news of one."""

from __future__ import annotations

from django.dispatch import Signal

# Arguments: request, user. The session still has the key that it had for the visitor; Django
# deletes that session and tells `user_logged_in` afterwards only.
before_sign_in = Signal()
# Arguments: user (or None), email, language, subject, text; the room of e-mails sends it.
account_news = Signal()
