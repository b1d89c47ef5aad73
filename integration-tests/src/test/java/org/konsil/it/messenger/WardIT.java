package org.konsil.it.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.konsil.it.support.KonsilServer;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.Select;

/** A ward's day with the practice outside: chats put in order, clinical cards, acknowledgement. */
class WardIT {
  private static final String NURSE = "@pflege:klinik.example";
  private static final String DOCTOR = "@hausarzt:praxis.example";

  private static KonsilServer server;
  private static Clinician nurse;
  private static Clinician doctor;

  @BeforeAll
  static void openAGroup() throws Exception {
    server = KonsilServer.start("ward", "--demo", "--rate-limits", "off");
    nurse = Clinician.signedIn(server.baseUrl(), NURSE);
    doctor = Clinician.signedIn(server.baseUrl(), DOCTOR);
    nurse.setUpRecovery();
    doctor.setUpRecovery();
    nurse.startGroupWith("Fallraum", DOCTOR, "@oberarzt:klinik.example");
    assertThat(doctor.browser().text("invite-org")).contains("klinik.example");
    doctor.acceptInvitation();
  }

  @AfterAll
  static void close() {
    for (AutoCloseable open : new AutoCloseable[] {nurse, doctor, server}) {
      try {
        open.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void anUrgentMessageStaysOnTopUntilItIsAcknowledged() {
    nurse.browser().click("priority-button");
    nurse.browser().click("priority-urgent");
    nurse.browser().click("dialog-yes");
    nurse.write("Verdacht auf Sepsis");
    doctor.finds(".k-bubble--urgent");
    doctor.browser().find("room-urgent");
    assertThat(doctor.browser().accessibilityViolations()).isEmpty();
    doctor.browser().click("ack-button");
    nurse.browser().until(page -> nurse.browser().text("ack-who").contains("1 von 1"));
    doctor.browser().until(page -> !doctor.browser().has("room-urgent"));
  }

  @Test
  void vitalSignsAndAReferralAreCardsOnTheOtherSide() {
    nurse.browser().click("attach");
    nurse.browser().click("attach-vitals");
    nurse.browser().type("vital-temperature", "38,9");
    nurse.browser().type("vital-systolic", "88");
    nurse.browser().click("form-send");
    assertThat(doctor.finds("[data-testid=card][data-kind=vitals]").getText())
        .contains("38,9", "hoch", "kritisch niedrig");
    nurse.browser().click("attach");
    nurse.browser().click("attach-referral");
    nurse.browser().type("referral-specialty", "Neurologie");
    nurse.browser().click("form-send");
    doctor.browser().click("referral-accept");
    nurse.browser().find("referral-answer");
    doctor.browser().click("raw-data");
    assertThat(doctor.browser().text("raw-dialog")).contains("de.gematik.fhir");
    doctor.browser().click("dialog-close");
    assertThat(doctor.browser().accessibilityViolations()).isEmpty();
  }

  @Test
  void chatsArePutInOrderAndMessagesAreFound() {
    nurse.write("Blutkulturen abgenommen");
    doctor.sees("Blutkulturen abgenommen");
    doctor.browser().type("list-search", "blutkult");
    doctor.browser().click("search-hit");
    doctor.finds(".k-bubble[data-target]");
    doctor.browser().find("list-search").clear();

    nurse.browser().click("toggle-details");
    nurse.browser().click("favourite");
    nurse.finds("[data-testid=favourite][aria-pressed=true]");
    nurse.clickFirst("[data-testid=member][data-user='" + DOCTOR + "']");
    new Select(nurse.browser().find("member-role")).selectByValue("50");
    nurse.browser().click("dialog-close");
    nurse
        .browser()
        .until(
            page ->
                page.findElement(By.cssSelector("[data-testid=member][data-user='" + DOCTOR + "']"))
                    .getText()
                    .contains("Moderation"));
    assertThat(nurse.browser().accessibilityViolations()).isEmpty();
    nurse.browser().click("leave");
    nurse.browser().find("leave-last");
    nurse.browser().click("dialog-close");
  }
}
