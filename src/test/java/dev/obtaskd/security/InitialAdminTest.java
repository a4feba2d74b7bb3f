package dev.obtaskd.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitialAdminTest {

    @TempDir private Path dataDir;

    private Path file;
    private final InMemoryAccountStore accounts = new InMemoryAccountStore();

    @BeforeEach
    void nameTheFile() {
        file = dataDir.resolve("initial-admin-password");
    }

    @Test
    void writesPasswordAndNewlineForTheOwnerOnly() throws IOException {
        start();
        assertThat(Files.readString(file)).matches("[A-Za-z0-9_-]{24}\n");
        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(dataDir)
                .isDirectoryContaining(path -> path.equals(file))
                .isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void createsAnAdminWithThatPassword() throws IOException {
        start();
        var admin = accounts.find("admin").orElseThrow();
        assertThat(admin.role()).isEqualTo(UserRole.ADMIN);
        assertThat(
                        PasswordHasher.matches(
                                Files.readString(file).strip().toCharArray(), admin.passwordHash()))
                .isTrue();
    }

    @Test
    void completesAnInterruptedStartWithTheSamePassword() throws IOException {
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, "kept\n");
        start();
        assertThat(file).hasContent("kept");
        assertThat(
                        PasswordHasher.matches(
                                "kept".toCharArray(),
                                accounts.find("admin").orElseThrow().passwordHash()))
                .isTrue();
    }

    @Test
    void ignoresAPartlyWrittenFileOfAnEarlierStart() throws IOException {
        Files.writeString(dataDir.resolve("initial-admin-password.new"), "hal");
        start();
        assertThat(Files.readString(file)).hasSize(25);
    }

    @Test
    void doesNothingIfThereIsAnAdmin() {
        accounts.create(new UserAccount("admin", UserRole.ADMIN, "-"));
        start();
        assertThat(file).doesNotExist();
    }

    @Test
    void doesNothingIfThereIsAnotherUser() {
        accounts.create(new UserAccount("ann", UserRole.TASK_VIEWER, "-"));
        start();
        assertThat(file).doesNotExist();
        assertThat(accounts.find("admin")).isEmpty();
    }

    @Test
    void refusesAFileThatIsALink() throws IOException {
        Files.createSymbolicLink(file, Files.writeString(dataDir.resolve("other"), "foreign\n"));
        assertThatThrownBy(this::start)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("initial-admin");
    }

    private void start() {
        new InitialAdmin(accounts, dataDir).ensure();
    }
}
