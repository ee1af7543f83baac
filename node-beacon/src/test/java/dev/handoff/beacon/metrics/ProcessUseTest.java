package dev.handoff.beacon.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ProcessUseTest {

  @Test
  void residentMemoryIsTheKernelsLine() {
    assertEquals(
        58_720_256,
        ProcessUse.resident("VmPeak:\t  99999 kB\nVmRSS:\t   57344 kB\nThreads:\t20\n"));
  }

  @Test
  void withoutThatLineNothingIsKnown() {
    assertEquals(0, ProcessUse.resident("Name:\tjava\n"));
  }
}
