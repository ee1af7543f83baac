package dev.handoff.simulation.chaos;

import java.util.Set;

public final class Probe {
  private Probe() {}

  public static void main(String[] args) throws Exception {
    long from = Long.parseLong(args[0]);
    long to = Long.parseLong(args[1]);
    boolean record = args.length > 2;
    Thread t =
        Thread.ofVirtual()
            .start(() -> {
              long start = System.nanoTime();
              double hours = 0;
              long ev = 0, fo = 0;
              for (long seed = from; seed < to; seed++) {
                long s0 = System.nanoTime();
                Result r;
                try {
                  Scene sc = Scenes.draw(seed);
          String without = System.getProperty("without", "");
          sc = sc.with(sc.faults().stream().filter(f -> !without.contains(f.kind().name())).toList());
          r = World.play(sc, record, Set.of());
                } catch (RuntimeException e) {
                  System.out.println("seed " + seed + " crashed " + e);
                  e.printStackTrace(System.out);
                  continue;
                }
                double h = r.nanos() / 3.6e12;
                hours += h;
                ev += r.tally().evaluations();
                fo += r.tally().failovers();
                if (record) {
                  r.lines()
                      .forEach(l ->
                          System.out.printf(
                              "%10.3f %s %s%n", l.at() / 1e9, l.cluster(), l.words()));
                }
                if (args.length == 2 || record) {
                  System.out.printf(
                      "seed %d int %s nodes %d  %.2f h in %d ms, ev %d fo %d digest %x%n",
                      seed,
                      r.scene().specs().getFirst().beat().interval(),
                      r.scene().specs().getFirst().nodes().size(),
                      h,
                      (System.nanoTime() - s0) / 1000000,
                      r.tally().evaluations(),
                      r.tally().failovers(),
                      r.digest());
                }
                r.violations()
                    .forEach(
                        v -> System.out.println("   seed " + r.scene().seed() + " VIOLATION " + v));
              }
              double secs = (System.nanoTime() - start) / 1e9;
              System.out.printf(
                  "%.1f h in %.1f s: %.1f h/s, ev %d fo %d%n", hours, secs, hours / secs, ev, fo);
            });
    t.join();
  }
}
