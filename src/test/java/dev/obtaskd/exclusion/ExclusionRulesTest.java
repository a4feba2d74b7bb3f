package dev.obtaskd.exclusion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.id.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExclusionRulesTest {

    private static final String AGENT = "127.0.0.1:2887";

    private static final Map<String, Claim> CLAIMS = claims();

    /** The documented matrix: rows are held, columns are requested, x is refused. */
    private static final String MATRIX =
            """
            .......
            .x.....
            ..x....
            .......
            ....xxx
            ....xx.
            ....x.x
            """;

    private static Map<String, Claim> claims() {
        var claims = new LinkedHashMap<String, Claim>();
        claims.put("local none", new Claim(TaskScope.LOCAL, MaintenanceType.NONE, null, AGENT));
        claims.put("local global", new Claim(TaskScope.LOCAL, MaintenanceType.GLOBAL, null, AGENT));
        claims.put(
                "local obproxy", new Claim(TaskScope.LOCAL, MaintenanceType.OBPROXY, null, AGENT));
        claims.put("cluster none", new Claim(TaskScope.CLUSTER, MaintenanceType.NONE, null, null));
        claims.put(
                "cluster global", new Claim(TaskScope.CLUSTER, MaintenanceType.GLOBAL, null, null));
        claims.put("tenant A", new Claim(TaskScope.CLUSTER, MaintenanceType.TENANT, "A", null));
        claims.put("tenant B", new Claim(TaskScope.CLUSTER, MaintenanceType.TENANT, "B", null));
        return claims;
    }

    @Test
    void matchesTheWholeMatrix() {
        var rows = new StringBuilder();
        for (var held : CLAIMS.values()) {
            for (var wanted : CLAIMS.values()) {
                var verdict =
                        ExclusionRules.decide(
                                wanted, List.of(new Hold(held, TaskId.local(1), Instant.EPOCH)));
                rows.append(verdict instanceof ClaimVerdict.Refused ? 'x' : '.');
            }
            rows.append('\n');
        }
        assertThat(rows).hasToString(MATRIX);
    }

    @Test
    void localClaimsOfDifferentAgentsNeverConflict() {
        var other = new Claim(TaskScope.LOCAL, MaintenanceType.GLOBAL, null, "127.0.0.1:2888");
        assertThat(ExclusionRules.conflict(CLAIMS.get("local global"), other)).isFalse();
    }

    @Test
    void tenantNamesAreComparedExactly() {
        var lower = new Claim(TaskScope.CLUSTER, MaintenanceType.TENANT, "a", null);
        assertThat(ExclusionRules.conflict(CLAIMS.get("tenant A"), lower)).isFalse();
    }

    @Test
    void namesTheOldestConflictingHold() {
        var holds =
                List.of(
                        new Hold(CLAIMS.get("tenant B"), TaskId.local(8), Instant.ofEpochSecond(5)),
                        new Hold(
                                CLAIMS.get("tenant A"), TaskId.local(7), Instant.ofEpochSecond(3)));
        assertThat(ExclusionRules.decide(CLAIMS.get("cluster global"), holds))
                .isEqualTo(new ClaimVerdict.Refused(holds.get(1)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noTwoGrantedClaimsEverConflict(long seed) {
        var random = new Random(seed);
        var held = new ArrayList<Hold>();
        for (int i = 0; i < 10_000; i++) {
            if (!held.isEmpty() && random.nextInt(3) == 0) {
                held.remove(random.nextInt(held.size()));
            }
            var wanted = randomClaim(random);
            var verdict = ExclusionRules.decide(wanted, held);
            var conflicts =
                    held.stream().anyMatch(hold -> ExclusionRules.conflict(hold.claim(), wanted));
            assertThat(verdict instanceof ClaimVerdict.Refused)
                    .as("seed %d, claim %d", seed, i)
                    .isEqualTo(conflicts);
            if (verdict instanceof ClaimVerdict.Granted && wanted.excludes()) {
                held.add(new Hold(wanted, TaskId.local(i), Instant.ofEpochSecond(i)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void conflictsAreSymmetric(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 50_000; i++) {
            var one = randomClaim(random);
            var other = randomClaim(random);
            assertThat(ExclusionRules.conflict(one, other))
                    .as("seed %d: %s, %s", seed, one, other)
                    .isEqualTo(ExclusionRules.conflict(other, one));
        }
    }

    private static Claim randomClaim(Random random) {
        var scope = TaskScope.values()[random.nextInt(2)];
        if (scope == TaskScope.LOCAL) {
            var type =
                    List.of(MaintenanceType.NONE, MaintenanceType.GLOBAL, MaintenanceType.OBPROXY)
                            .get(random.nextInt(3));
            return new Claim(scope, type, null, "127.0.0.1:" + (2886 + random.nextInt(3)));
        }
        var type =
                List.of(MaintenanceType.NONE, MaintenanceType.GLOBAL, MaintenanceType.TENANT)
                        .get(random.nextInt(3));
        return new Claim(
                scope, type, type == MaintenanceType.TENANT ? "t" + random.nextInt(4) : null, null);
    }
}
