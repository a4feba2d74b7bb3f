package dev.obtaskd.api.obshell;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** From which commit a daemon was built; empty if unknown. */
@RegisterForReflection
public record GitInfo(String branch, String commitId, String shortCommitId, String commitTime) {}
