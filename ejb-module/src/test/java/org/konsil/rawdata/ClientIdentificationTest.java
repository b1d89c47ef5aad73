package org.konsil.rawdata;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientIdentificationTest {
  @Test
  void sevenPartsInTheirOrder() {
    assertThat(
            ClientIdentification.parse(
                "1.0.2-0, 7.3 ,Org-Admin-Client,stationaer,Windows,11.0,GEMClient"))
        .contains(
            new ClientIdentification(
                "1.0.2-0",
                "7.3",
                "Org-Admin-Client",
                "stationaer",
                "Windows",
                "11.0",
                "GEMClient"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Mozilla/5.0 (X11; Linux x86_64)",
        "1,2,3,4,5,6",
        "1,2,3,4,5,6,7,8",
        "1,2,,4,5,6,7",
        "1,2,3,4,5,6,\u0007"
      })
  void othersAreUnknown(String header) {
    assertThat(ClientIdentification.parse(header)).isEmpty();
  }

  @Test
  void nobodySendsNovels() {
    assertThat(ClientIdentification.parse("1,2,3,4,5,6," + "7".repeat(300))).isEmpty();
    assertThat(ClientIdentification.parse(null)).isEmpty();
  }
}
