package dev.obtaskd.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CredentialCacheTest {

    private final SettableClock clock = new SettableClock();
    private final InMemoryAccountStore accounts = new InMemoryAccountStore();
    private final CredentialCache verified =
            new CredentialCache(clock, new VerifiedAccounts(accounts));
    private final UserAccount ann = account("ann");

    @Test
    void findsTheFirstOfSeveralNames() {
        verified.remember(account("root"), "right".toCharArray());
        assertThat(verified.recall(List.of("ann", "root"), "right".toCharArray()))
                .map(UserAccount::name)
                .contains("root");
        verified.remember(ann, "right".toCharArray());
        assertThat(verified.recall(List.of("ann", "root"), "right".toCharArray())).contains(ann);
    }

    @Test
    void findsTheExactPasswordOnly() {
        verified.remember(ann, "right".toCharArray());
        assertThat(verified.recall(List.of("ann"), "right".toCharArray())).contains(ann);
        assertThat(verified.recall(List.of("ann"), "wrong".toCharArray())).isEmpty();
        assertThat(verified.recall(List.of("bob"), "right".toCharArray())).isEmpty();
    }

    @Test
    void expiresAfterFiveMinutes() {
        verified.remember(ann, "right".toCharArray());
        clock.pass(Duration.ofMinutes(5).minusMillis(1));
        assertThat(verified.recall(List.of("ann"), "right".toCharArray())).isPresent();
        clock.pass(Duration.ofMillis(1));
        assertThat(verified.recall(List.of("ann"), "right".toCharArray())).isEmpty();
    }

    @Test
    void removesOnRequest() {
        verified.remember(ann, "right".toCharArray());
        verified.forget("ann");
        assertThat(verified.recall(List.of("ann"), "right".toCharArray())).isEmpty();
    }

    @Test
    void holdsALimitedNumberOfAccounts() {
        var users =
                IntStream.range(0, 2 * CredentialCache.MAXIMUM).mapToObj(i -> "user" + i).toList();
        users.forEach(user -> verified.remember(account(user), "p".toCharArray()));
        assertThat(users)
                .filteredOn(user -> verified.recall(List.of(user), "p".toCharArray()).isPresent())
                .hasSize(CredentialCache.MAXIMUM);
    }

    @Test
    void recallsNoAccountThatHasChanged() {
        verified.remember(ann, "right".toCharArray());
        accounts.change(new UserAccount("ann", UserRole.ADMIN, "-"));
        assertThat(verified.recall(List.of("ann"), "right".toCharArray()))
                .map(UserAccount::role)
                .contains(UserRole.ADMIN);
        accounts.change(new UserAccount("ann", UserRole.ADMIN, "-", true));
        assertThat(verified.recall(List.of("ann"), "right".toCharArray())).isEmpty();
        accounts.change(new UserAccount("ann", UserRole.ADMIN, "another"));
        assertThat(verified.recall(List.of("ann"), "right".toCharArray())).isEmpty();
    }

    private UserAccount account(String name) {
        var account = new UserAccount(name, UserRole.TASK_VIEWER, "-");
        accounts.change(account);
        return account;
    }
}
