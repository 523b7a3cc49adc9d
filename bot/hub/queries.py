"""The GraphQL documents the bot reads GitHub with: one call where REST would need seven."""

COMMENT = """
fragment comment on IssueComment {
  fullDatabaseId body createdAt lastEditedAt viewerDidAuthor
  author { __typename login ... on User { databaseId } ... on Bot { databaseId } }
}
"""

STANDING = """
fragment standing on PullRequest {
  mergeStateStatus isMergeQueueEnabled reviewDecision autoMergeRequest { enabledAt }
  commits(last: 1) { nodes { commit { message statusCheckRollup { state } } } }
}
"""

LABELING = """
fragment labeling on LabeledEvent {
  createdAt label { name }
  actor { __typename login ... on User { databaseId } ... on Bot { databaseId } }
}
"""

THREAD = (
    """
query Thread($owner: String!, $name: String!, $number: Int!, $branch: String!, $head: String!) {
  repository(owner: $owner, name: $name) {
    nameWithOwner squashMergeAllowed mergeCommitAllowed rebaseMergeAllowed autoMergeAllowed
    defaultBranchRef { name target { oid } }
    ref(qualifiedName: $branch) { target { oid ... on Commit { message } } }
    pullRequests(headRefName: $head, last: 1) {
      nodes {
        number title body state headRefOid isCrossRepository viewerDidAuthor mergeCommit { oid } ...standing
        comments(last: 100) { nodes { ...comment } }
      }
    }
    issueOrPullRequest(number: $number) {
      __typename
      ... on Issue {
        number title body createdAt issueState: state
        author { __typename login ... on User { databaseId createdAt } ... on Bot { databaseId } }
        labels(first: 100) { nodes { name } }
        timelineItems(itemTypes: [LABELED_EVENT], last: 30) { nodes { ...labeling } }
        comments(first: 100) { pageInfo { hasNextPage endCursor } nodes { ...comment } }
      }
      ... on PullRequest {
        number title body createdAt pullState: state headRefName headRefOid baseRefName isCrossRepository
        viewerDidAuthor ...standing
        author { __typename login ... on User { databaseId createdAt } ... on Bot { databaseId } }
        labels(first: 100) { nodes { name } }
        timelineItems(itemTypes: [LABELED_EVENT], last: 30) { nodes { ...labeling } }
        comments(first: 100) { pageInfo { hasNextPage endCursor } nodes { ...comment } }
        reviewThreads(last: 100) { nodes { comments(first: 1) { nodes { body viewerDidAuthor } } } }
      }
    }
  }
  viewer { login }
}
"""
    + COMMENT
    + STANDING
    + LABELING
)

MORE_COMMENTS = (
    """
query MoreComments($owner: String!, $name: String!, $number: Int!, $after: String!) {
  repository(owner: $owner, name: $name) {
    issueOrPullRequest(number: $number) {
      ... on Issue { comments(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...comment } } }
      ... on PullRequest {
        comments(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...comment } }
      }
    }
  }
}
"""
    + COMMENT
)

REPOSITORY = """
query Repository($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) {
    nameWithOwner squashMergeAllowed mergeCommitAllowed rebaseMergeAllowed autoMergeAllowed
    defaultBranchRef { name target { oid } }
  }
}
"""

TEXT = """
query Text($owner: String!, $name: String!, $expression: String!) {
  repository(owner: $owner, name: $name) { object(expression: $expression) { ... on Blob { text } } }
}
"""

FOLDER = """
query Folder($owner: String!, $name: String!, $folder: String!, $papers: String!) {
  repository(owner: $owner, name: $name) {
    folder: object(expression: $folder) { ... on Tree { entries { name oid type } } }
    papers: object(expression: $papers) { ... on Tree { entries { name oid type } } }
  }
}
"""

OPEN_THREADS = (
    """
query OpenThreads(
  $owner: String!, $name: String!, $with_issues: Boolean!, $with_pullRequests: Boolean!,
  $after_issues: String, $after_pullRequests: String
) {
  repository(owner: $owner, name: $name) {
    issues(first: 50, after: $after_issues, states: OPEN) @include(if: $with_issues) {
      pageInfo { hasNextPage endCursor }
      nodes { number comments(first: 20) { nodes { ...comment } } }
    }
    pullRequests(first: 50, after: $after_pullRequests, states: OPEN) @include(if: $with_pullRequests) {
      pageInfo { hasNextPage endCursor }
      nodes { number comments(first: 20) { nodes { ...comment } } }
    }
  }
}
"""
    + COMMENT
)

WAITING = """
query Waiting(
  $owner: String!, $name: String!, $labels: [String!],
  $with_issues: Boolean!, $with_closed: Boolean!, $with_pullRequests: Boolean!,
  $after_issues: String, $after_closed: String, $after_pullRequests: String
) {
  repository(owner: $owner, name: $name) {
    issues(first: 100, after: $after_issues, states: OPEN) @include(if: $with_issues) {
      pageInfo { hasNextPage endCursor } nodes { number }
    }
    closed: issues(first: 100, after: $after_closed, states: CLOSED, labels: $labels) @include(if: $with_closed) {
      pageInfo { hasNextPage endCursor } nodes { number }
    }
    pullRequests(first: 100, after: $after_pullRequests, states: OPEN) @include(if: $with_pullRequests) {
      pageInfo { hasNextPage endCursor } nodes { number }
    }
  }
}
"""

BRANCH = (
    """
query Branch($owner: String!, $name: String!, $branch: String!, $head: String!) {
  repository(owner: $owner, name: $name) {
    ref(qualifiedName: $branch) { target { oid ... on Commit { message } } }
    pullRequests(headRefName: $head, states: [OPEN], last: 1) {
      nodes {
        number title body state headRefOid isCrossRepository viewerDidAuthor mergeCommit { oid } ...standing
        comments(last: 1) { nodes { ...comment } }
      }
    }
  }
}
"""
    + COMMENT
    + STANDING
)

HISTORY = """
query History($owner: String!, $name: String!, $commit: GitObjectID!, $path: String!) {
  repository(owner: $owner, name: $name) {
    object(oid: $commit) { ... on Commit { history(first: 20, path: $path) { nodes { oid message } } } }
  }
}
"""


def texts(count: int) -> str:
    """Return a query for the texts that `count` expressions like "main:data/README.md" name, as b0, b1, ..."""
    return objects(count, "String", "expression")


def blobs(count: int) -> str:
    """Return a query for the texts of `count` blobs, which stand under the names b0, b1, ..."""
    return objects(count, "GitObjectID", "oid")


def objects(count: int, kind: str, argument: str) -> str:
    """Return a query for the texts of `count` objects, each named by the variable o0, o1, ... of a kind."""
    wanted = range(count)
    parameters = "".join(f", $o{n}: {kind}!" for n in wanted)
    fields = "\n".join(f"b{n}: object({argument}: $o{n}) {{ ... on Blob {{ oid text isTruncated }} }}" for n in wanted)
    return (
        f"query Blobs($owner: String!, $name: String!{parameters}) {{\n"
        f"  repository(owner: $owner, name: $name) {{\n{fields}\n}} }}"
    )
