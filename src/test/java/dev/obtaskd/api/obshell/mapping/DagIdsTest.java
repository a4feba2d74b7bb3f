package dev.obtaskd.api.obshell.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.obtaskd.id.AgentAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class DagIdsTest {

    @Test
    void parsesAndFormatsEveryPrefix() {
        for (var id :
                List.of(
                        "142",
                        "22130706433028869",
                        "20168430081028867",
                        "232322357960288612345",
                        "40168430081028867",
                        "3042540766411282592856903984951653826561028867",
                        "3336294682933583715844663186250927177744008867",
                        "3338288524927261089654018896841347694593028863",
                        "5042540766411282592856903984951653826561028867",
                        "3000000000000000000000000000000000000001028867")) {
            assertThat(DagIds.parse(id).toString()).isEqualTo(id);
        }
    }

    @Test
    void comparesAddressesInsteadOfTheirText() {
        var id = DagIds.parse("3000000000000000000000000000000000000001028867");
        assertThat(id.agent())
                .isEqualTo(new AgentAddress("::1", 2886))
                .isEqualTo(new AgentAddress("0:0:0:0:0:0:0:1", 2886));
    }

    @Test
    void refusesInvalidIds() {
        for (var id :
                List.of(
                        "",
                        "1",
                        "0",
                        "abc",
                        "1x",
                        "212",
                        "2abcdefghij028868",
                        "22130706433abcde1",
                        "921307064330288619",
                        "2213070643302886xyz",
                        "221307064330288699999999999999999999",
                        "42130706433028866x",
                        "2-130706433028861",
                        "２２130706433028861",
                        "1-",
                        "1--1")) {
            assertThatThrownBy(() -> DagIds.parse(id))
                    .as(id)
                    .isInstanceOfSatisfying(
                            ObshellException.class,
                            refusal ->
                                    assertThat(refusal.code())
                                            .isEqualTo(ObshellErrorCode.GENERIC_ID_INVALID));
        }
    }

    @Test
    void aSignedRowIsValidButNotFound() {
        for (var id :
                List.of(
                        "1-1",
                        "1+1",
                        "2213070643302886-1",
                        "304254076641128259285690398495165382656102886-7")) {
            assertThatThrownBy(() -> DagIds.parse(id))
                    .as(id)
                    .isInstanceOfSatisfying(
                            ObshellException.class,
                            refusal ->
                                    assertThat(refusal.code())
                                            .isEqualTo(ObshellErrorCode.TASK_NOT_FOUND));
        }
    }
}
