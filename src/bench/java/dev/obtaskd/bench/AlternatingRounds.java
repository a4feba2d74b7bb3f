package dev.obtaskd.bench;

/** Rounds in which ours and the peer took turns. */
final class AlternatingRounds {

    private final SampleSeries ours = new SampleSeries();
    private final SampleSeries peers = new SampleSeries();
    private final SampleSeries ratios = new SampleSeries();

    void add(double our, double peer) {
        ours.add(our);
        peers.add(peer);
        ratios.add(our / peer);
    }

    /**
     * The medians; the ratio is the median of the rounds' ratios, as only those are of the same
     * minute.
     */
    Measurement figure(String metric, String unit, String peerName, MeasurementGoal goal) {
        return Measurement.beside(
                metric, unit, ours.median(), peers.median(), peerName, ratios.median(), goal);
    }
}
