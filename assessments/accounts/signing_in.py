"""What happens in one transaction with a sign-in, before the session gets another key."""

from __future__ import annotations

from django.dispatch import Signal

# Arguments: request, user. The session still has the key that it had for the visitor; Django
# deletes that session and tells `user_logged_in` afterwards only.
before_sign_in = Signal()
