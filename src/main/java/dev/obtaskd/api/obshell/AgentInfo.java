package dev.obtaskd.api.obshell;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * Properties of the agent.
 *
 * @param state 2 is running
 * @param startAt nanoseconds since 1970
 * @param homePath the data directory
 * @param obVersion version of the installed OceanBase; empty if unknown
 * @param security whether a password is set; always true
 * @param supportedAuth supported versions of authentication
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
