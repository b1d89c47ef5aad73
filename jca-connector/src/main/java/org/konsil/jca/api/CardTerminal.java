package org.konsil.jca.api;

import java.util.List;
import java.util.Optional;

/**
 * A card terminal (CardTerminalInfo 8.1).
 *
 * @param slots number of slots
 * @param physical false for a terminal that stands for a hardware security module
 * @param connected whether the Konnektor reaches it now
 */
public record CardTerminal(
    String id,
    String name,
    List<String> workplaceIds,
    Optional<String> ipAddress,
    int slots,
    boolean physical,
    boolean connected) {

  public CardTerminal {
    workplaceIds = List.copyOf(workplaceIds);
  }
}
