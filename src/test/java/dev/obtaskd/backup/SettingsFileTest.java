package dev.obtaskd.backup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SettingsFileTest {

    @Test
    void valuesOfSecretSettingsAreHidden() {
        var hidden =
                SettingsFile.withoutSecrets(
                        """
                        # a comment about the password
                        quarkus.http.port=2887
                        obtaskd.oceanbase.password = s3cret
                        other.Token: s3cret
                        key-store-password s3cret\\
                          s3cret too\\
                          s3cret again
                        last=value
                        """);
        assertThat(hidden)
                .isEqualTo(
                        """
                        # a comment about the password
                        quarkus.http.port=2887
                        obtaskd.oceanbase.password=***
                        other.Token=***
                        key-store-password=***
                        last=value
                        """);
    }
}
