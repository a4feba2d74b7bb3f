package dev.obtaskd.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AcceptedEncodingsTest {

    @Test
    void findsGzip() {
        for (var header :
                new String[] {
                    "gzip", "GZIP", "gzip, deflate, br", "br;q=1.0, gzip ; q=0.5", "gzip;q=1.000"
                }) {
            assertThat(AcceptedEncodings.gzip(List.of(header))).as(header).isTrue();
        }
        assertThat(AcceptedEncodings.gzip(List.of("br", "gzip"))).isTrue();
    }

    @Test
    void refusedOrOtherEncodingsDoNotCount() {
        for (var header :
                new String[] {
                    "", "identity", "br", "gzip;q=0", "gzip; q=0.000", "xgzip", "gzip;q=nonsense"
                }) {
            assertThat(AcceptedEncodings.gzip(List.of(header))).as(header).isFalse();
        }
        assertThat(AcceptedEncodings.gzip(List.of())).isFalse();
    }
}
