package dev.obtaskd.api.obshell.auth;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The public key of the agent.
 *
 * @param publicKey base64 of a PKCS#1 {@code RSAPublicKey}
 */
@RegisterForReflection
public record AgentSecret(String ip, int port, @JsonProperty("public_key") String publicKey) {}
