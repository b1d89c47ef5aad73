package org.konsil.jca.api;

import java.util.Arrays;
import java.util.Optional;

/** Kinds of cards (CardServiceCommon 2.0); a kind we do not know reads as {@link #UNKNOWN}. */
public enum CardType {
  /** insured person's card */
  EGK("EGK"),
  /** precursor of the health professional's card */
  HBA_QSIG("HBA-qSig"),
  /** health professional's card */
  HBA("HBA"),
  /** institution's card */
  SMC_B("SMC-B"),
  /** institution's identity in a hardware security module */
  HSM_B("HSM-B"),
  /** card of the terminal itself */
  SMC_KT("SMC-KT"),
  /** old insurance card */
  KVK("KVK"),
  /** another old professional card */
  ZOD("ZOD_2.0"),
  UNKNOWN("UNKNOWN");

  private final String code;

  CardType(String code) {
    this.code = code;
  }

  /** The name in messages of the Konnektor. */
  public String code() {
    return code;
  }

  public static CardType ofCode(String code) {
    return Arrays.stream(values())
        .filter(type -> type.code.equals(code))
        .findFirst()
        .orElse(UNKNOWN);
  }

  /** The PIN that opens this card for its holder, if it has one that the Konnektor asks for. */
  public Optional<PinType> usualPin() {
    return switch (this) {
      case SMC_B, HSM_B -> Optional.of(PinType.SMC);
      case HBA, HBA_QSIG, ZOD -> Optional.of(PinType.CH);
      case EGK, SMC_KT, KVK, UNKNOWN -> Optional.empty();
    };
  }
}
