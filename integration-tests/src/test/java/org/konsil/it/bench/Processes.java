package org.konsil.it.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel says about the processes of a target. */
record Processes(double serverCpuMillis, double databaseCpuMillis) {
  private static final double MILLIS_A_TICK = 10;

  /** CPU used so far; the database's is that of its living and its ended backends. */
  static Processes now(Target target) {
    double database =
        ProcessHandle.of(target.databasePid())
            .map(
                postmaster ->
                    cpu(postmaster.pid(), true)
                        + postmaster.children().mapToDouble(p -> cpu(p.pid(), false)).sum())
            .orElse(0.0);
    return new Processes(cpu(target.pid(), false), database);
  }

  Processes since(Processes earlier) {
    return new Processes(
        serverCpuMillis - earlier.serverCpuMillis, databaseCpuMillis - earlier.databaseCpuMillis);
  }

  /** Resident memory in MiB. */
  static double residentMib(Target target) {
    try {
      return Files.readAllLines(Path.of("/proc/" + target.pid() + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double cpu(long pid, boolean withEndedChildren) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
      if (withEndedChildren) {
        ticks += Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
      }
      return ticks * MILLIS_A_TICK;
    } catch (IOException e) {
      return 0;
    }
  }
}
