package dev.obtaskd.api.obshell;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What a client learns first.
 *
 * @param state 2 is running
 * @param startAt nanoseconds since 1970
 * @param homePath where the agent keeps everything
 * @param obVersion of the OceanBase installed there; empty if unknown
 * @param security whether there is a password; always
 * @param supportedAuth versions of the log-in
 */
@RegisterForReflection
public record AgentInfo(
        long pid,
        int state,
        long startAt,
        String homePath,
        String obVersion,
        String architecture,
        String ip,
        int port,
        String zone,
        String identity,
        String version,
        boolean isObproxyAgent,
        boolean security,
        List<String> supportedAuth) {}
