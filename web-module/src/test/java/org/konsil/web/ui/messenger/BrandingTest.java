package org.konsil.web.ui.messenger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.config.KonsilConfig;
import org.konsil.core.id.ServerName;

class BrandingTest {
  private static final ServerName DOMAIN = ServerName.parse("klinik.example:8448");

  @TempDir Path home;

  @Test
  void onlyColoursOfTheBrandAreTaken() {
    String css =
        ":root { --brand: #7A1F5C; --brand-soft: #F3E1EC; --brand-on-soft: #4A1238; --c-urgent: #00ff00;"
            + " --brand-logo: url(https://evil.example/); } body { display: none }";
    assertThat(Branding.parse(css).orElseThrow().css())
        .isEqualTo(
            ":root {\n  --brand: #7a1f5c;\n  --brand-soft: #f3e1ec;\n  --brand-on-soft: #4a1238;\n}\n");
  }

  @Test
  void coloursThatCannotBeReadAreRefused() {
    assertThat(Branding.parse(":root { --brand: #ffe08a; }")).isEmpty();
    assertThat(Branding.parse(":root { --brand-rail: #9fd3c7; }")).isEmpty();
    assertThat(Branding.parse("body { color: red }")).isEmpty();
  }

  @Test
  void contrastIsThatOfTheWcag() {
    assertThat(Branding.contrast("#000000", "#ffffff")).isEqualTo(21, within(0.01));
    assertThat(Branding.contrast("#0e6470", "#ffffff")).isEqualTo(6.8, within(0.1));
  }

  @Test
  void aDomainsFileLiesInTheServersHome() throws Exception {
    Properties properties = new Properties();
    properties.setProperty("konsil.home", home.toString());
    BrandingFiles files = new BrandingFiles();
    files.config = new KonsilConfig(properties);
    assertThat(files.version(DOMAIN)).isEmpty();
    Files.createDirectory(home.resolve("branding"));
    Files.writeString(home.resolve("branding/klinik.example_8448.css"), "--brand: #7a1f5c;");
    assertThat(files.version(DOMAIN)).isPresent();
    assertThat(files.find(DOMAIN).orElseThrow().colours()).containsEntry("--brand", "#7a1f5c");
  }
}
