package org.konsil.it.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.it.support.KonsilServer;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;

/** A ward's day with the practice outside: chats put in order, clinical cards, acknowledgement. */
class WardIT {
  private static final String NURSE = "@pflege:klinik.example";
  private static final String DOCTOR = "@hausarzt:praxis.example";

  private static KonsilServer server;
  private static Clinician nurse;
  private static Clinician doctor;

  @TempDir static Path files;

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

  @Test
  void aCaseIsKnownToItsMembersAndToNobodyElse() throws Exception {
    nurse.browser().click("new-chat");
    nurse.browser().click("new-case");
    nurse.browser().type("case-number", "3B-117");
    nurse.browser().type("case-place", "Zimmer 12");
    nurse.browser().type("case-reason", "Tag 3 nach TEP");
    nurse.browser().type("case-allergy", "Penicillin");
    nurse.browser().type("case-name", "Kanarienvogel");
    assertThat(nurse.browser().accessibilityViolations()).isEmpty();
    nurse.browser().click("case-save");
    nurse.browser().find("invite-dialog");
    nurse.browser().type("people-search", DOCTOR);
    nurse.clickFirst("[data-testid=person][data-user='" + DOCTOR + "']");
    nurse.browser().click("start-chat");
    doctor.acceptInvitation();
    assertThat(doctor.browser().text("case-header")).contains("Zimmer 12", "Penicillin");
    assertThat(doctor.browser().text("conversation-title")).isEqualTo("Fall 3B-117 · Zimmer 12");
    assertThat(nurse.browser().accessibilityViolations()).isEmpty();

    nurse.browser().hidden("questionnaire-input").sendKeys(painQuestions().toString());
    doctor.browser().click("quest-fill");
    doctor.browser().click("quest-send");
    doctor.browser().find("quest-problem");
    assertThat(doctor.browser().accessibilityViolations()).isEmpty();
    doctor.browser().click("answer");
    doctor.browser().press(Keys.ARROW_DOWN);
    doctor.browser().click("quest-send");
    assertThat(nurse.finds("[data-testid=card][data-kind=answers]").getText()).contains("Nein");
    doctor.browser().find("quest-answered");

    nurse.sendFile(pdf("Befund"));
    doctor.browser().click("file-preview");
    assertThat(doctor.finds("[data-testid=pdf] canvas").isDisplayed()).isTrue();
    assertThat(doctor.browser().accessibilityViolations()).isEmpty();
    doctor.browser().click("pdf-close");

    doctor.browser().click("toggle-details");
    doctor.browser().click("leave");
    doctor.browser().click("dialog-yes");
    doctor.browser().click("filter-left");
    doctor.clickFirst("[data-testid=room][data-name^='Fall 3B-117']");
    doctor.browser().find("left-bar");
    doctor.browser().find("file-preview");
    doctor.browser().click("forget");
    doctor.browser().click("dialog-yes");
    doctor
        .browser()
        .until(page -> page.findElements(By.cssSelector("[data-testid=room]")).isEmpty());
    assertThat(doctor.browser().complaints()).noneMatch(line -> line.contains("Content Security"));
    doctor.clickFirst("[data-filter=all]");
    for (Clinician one : List.of(nurse, doctor)) {
      one.clickFirst("[data-testid=room][data-name=Fallraum]");
      one.browser().find("composer");
    }
  }

  /** The user guide's fifth story. */
  @Test
  void aDiabetesDiaryIsFilledInAndGetsFeedback() throws Exception {
    doctor.browser().hidden("questionnaire-input").sendKeys(diary().toString());
    nurse.browser().click("quest-fill");
    nurse.finds("[data-testid=question][data-link=fasting] input").sendKeys("182");
    nurse.clickFirst("[data-testid=question][data-link=low] input");
    assertThat(nurse.browser().accessibilityViolations()).isEmpty();
    nurse.browser().click("quest-send");
    assertThat(doctor.finds("[data-testid=card][data-kind=answers]").getText())
        .contains("Nüchternzucker", "182", "Unterzuckert", "Ja");
    assertThat(doctor.browser().text("quest-answered")).isNotBlank();

    doctor.tool("182", "reply");
    doctor.write("Abends zwei Einheiten mehr, morgen wieder messen");
    nurse.sees("Abends zwei Einheiten mehr");
    assertThat(nurse.browser().text("quote")).contains("182");
  }

  private static Path painQuestions() throws IOException {
    return questionnaire("schmerzen.json", question("1", "boolean", "Schmerzen?"));
  }

  private static Path diary() throws IOException {
    return questionnaire(
        "tagebuch.json",
        question("fasting", "integer", "Nüchternzucker in mg/dl")
            + ","
            + question("low", "boolean", "Unterzuckert seit gestern?"));
  }

  private static String question(String id, String type, String text) {
    return "{\"linkId\":\"%s\",\"type\":\"%s\",\"text\":\"%s\",\"required\":true}"
        .formatted(id, type, text);
  }

  private static Path questionnaire(String file, String questions) throws IOException {
    return Files.writeString(
        files.resolve(file), "{\"resourceType\":\"Questionnaire\",\"item\":[" + questions + "]}");
  }

  /** A page with one word; readers find the objects without a table of their places. */
  private static Path pdf(String word) throws IOException {
    String text = "BT /F1 24 Tf 72 700 Td (" + word + ") Tj ET";
    String font = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>";
    List<String> objects =
        List.of(
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources "
                + font
                + " >>",
            "<< /Length " + text.length() + " >>\nstream\n" + text + "\nendstream");
    StringBuilder pdf = new StringBuilder("%PDF-1.4\n");
    for (int i = 0; i < objects.size(); i++) {
      pdf.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
    }
    pdf.append("trailer << /Size 5 /Root 1 0 R >>\n%%EOF\n");
    return Files.writeString(files.resolve("befund.pdf"), pdf);
  }
}
