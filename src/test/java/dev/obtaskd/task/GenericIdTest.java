package dev.obtaskd.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.obtaskd.id.AgentAddress;
import java.net.InetAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenericIdTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 2886, false, 9, 22130706433028869",
        "10.10.10.1, 2886, false, 7, 20168430081028867",
        "192.168.1.20, 2886, false, 12345, 232322357960288612345",
        "10.10.10.1, 2886, true, 7, 40168430081028867",
        "2001:db8::1, 2886, false, 7, 3042540766411282592856903984951653826561028867",
        "fd00::10, 886, false, 7, 3336294682933583715844663186250927177744008867",
        "fe80::1, 2886, false, 3, 3338288524927261089654018896841347694593028863",
        "2001:db8::1, 2886, true, 7, 5042540766411282592856903984951653826561028867",
        "::1, 2886, false, 7, 3000000000000000000000000000000000000001028867",
        "0.0.0.1, 1, false, 1, 20000000001000011",
    })
    void formatsAndParsesIdsOfAgents(String ip, int port, boolean obproxy, long row, String text)
            throws Exception {
        var id = new GenericId(new AgentAddress(ip, port), obproxy, row);
        assertThat(id).hasToString(text);
        assertThat(GenericId.parse(text)).isEqualTo(id);
    }

    @Test
    void formatsAndParsesIdsOfTheCluster() throws Exception {
        assertThat(new GenericId(null, false, 42)).hasToString("142");
        assertThat(GenericId.parse("142")).isEqualTo(new GenericId(null, false, 42));
    }

    @Test
    void comparesAddressesInsteadOfTheirText() {
        assertThat(new AgentAddress("2001:0db8:0:0::0001", 1))
                .isEqualTo(new AgentAddress("2001:db8::1", 1));
    }

    @ParameterizedTest
    @CsvSource({
        "'', does not begin",
        "042, does not begin",
        "642, does not begin",
        "x42, does not begin",
        "' 142', does not begin",
        "1, the row id must be numeric",
        "1x, the row id must be numeric",
        "1-4, the row id must be numeric",
        "1٤, the row id must be numeric",
        "19223372036854775808, the row id is too large",
        "2213070643302886, too short",
        "2x130706433028869, the address must be numeric",
        "29999999999028869, address is too large",
        "22130706433999999, no port 99999",
        "22130706433x28869, the port must be numeric",
        "22130706433-28869, the port must be numeric",
        "22130706433028869x, the row id must be numeric",
        "304254076641128259285690398495165382656102886, too short",
        "3999999999999999999999999999999999999999028867, address is too large",
    })
    void reportsTheProblem(String text, String reason) {
        assertThatThrownBy(() -> GenericId.parse(text))
                .isInstanceOf(GenericId.Invalid.class)
                .hasMessageContaining(reason);
    }

    @Test
    void parsesTheLargestRow() throws Exception {
        assertThat(GenericId.parse("1" + Long.MAX_VALUE).row()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void parsesEveryIdItFormats() throws Exception {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (var i = 0; i < 1_000; i++) {
            var bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            var agent =
                    new AgentAddress(
                            InetAddress.getByAddress(bytes).getHostAddress(),
                            random.nextInt(65_536));
            var id = new GenericId(agent, random.nextBoolean(), random.nextLong() >>> 1);
            assertThat(GenericId.parse(id.toString())).as("seed %d", seed).isEqualTo(id);
        }
    }
}
