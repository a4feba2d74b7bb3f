package dev.obtaskd.bench;

/** Rounds that alternate between our implementation and the peer. */
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
     * The medians; the ratio is the median of the ratios of the rounds, since only measurements of
     * the same round are comparable.
     */
    Measurement figure(String metric, String unit, String peerName, MeasurementGoal goal) {
        return Measurement.beside(
                metric, unit, ours.median(), peers.median(), peerName, ratios.median(), goal);
    }
}
