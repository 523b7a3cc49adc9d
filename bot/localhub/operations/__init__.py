"""What accounts do: each operation changes the world and says so. REST, GraphQL, git and the pages all come here.

Callers hold the world's lock.
"""

from __future__ import annotations

from bot.localhub.operations.administration import (
    convert_to_discussion,
    delete_account,
    delete_repository,
    lock_thread,
    rename_branch,
    transfer_issue,
)
from bot.localhub.operations.branches import after_push, check_push, commit_files, fork_repository, move_ref, move_refs
from bot.localhub.operations.checks import create_check, set_status, update_check
from bot.localhub.operations.merges import merge_pull
from bot.localhub.operations.pulls import (
    find_head,
    mark_ready,
    open_pull,
    propose_files,
    require_pull,
    update_branch,
)
from bot.localhub.operations.queues import dequeue, disable_auto_merge, enable_auto_merge, enqueue, leave_when_closed
from bot.localhub.operations.refusal import require_role
from bot.localhub.operations.reviews import (
    create_remark,
    create_review,
    find_remark,
    list_remarks,
    list_review_threads,
    reply_to_remark,
)
from bot.localhub.operations.threads import (
    add_labels,
    add_reaction,
    check_color,
    close_thread,
    create_comment,
    create_label,
    delete_comment,
    delete_issue,
    edit_comment,
    edit_thread,
    may_reopen,
    open_issue,
    remove_label,
    reopen_thread,
    set_labels,
)

__all__ = [
    "add_labels", "add_reaction", "after_push", "check_color", "check_push", "close_thread", "commit_files",
    "convert_to_discussion", "create_check", "create_comment", "create_label", "create_remark", "create_review",
    "delete_account", "delete_comment", "delete_issue", "delete_repository", "dequeue", "disable_auto_merge",
    "edit_comment", "edit_thread", "enable_auto_merge", "enqueue", "find_head", "find_remark", "fork_repository",
    "leave_when_closed", "list_remarks", "list_review_threads", "lock_thread", "mark_ready", "may_reopen",
    "merge_pull", "move_ref", "move_refs", "open_issue", "open_pull", "propose_files", "remove_label",
    "rename_branch", "reopen_thread", "reply_to_remark", "require_pull", "require_role", "set_labels", "set_status",
    "transfer_issue", "update_branch", "update_check",
]  # fmt: skip
