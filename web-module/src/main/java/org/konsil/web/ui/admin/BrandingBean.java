package org.konsil.web.ui.admin;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Base64;
import java.util.Optional;
import org.konsil.core.error.MatrixException;
import org.konsil.org.DomainBranding;
import org.konsil.org.DomainBrandingService;

/**
 * The name and logo of the domain's messenger. The page's script puts a chosen file as base64 into
 * a field of the form.
 */
@Named("branding")
@RequestScoped
public class BrandingBean {
  @Inject private AdminConsole console;
  @Inject private ConsoleFormat format;
  @Inject private DomainBrandingService branding;

  private String name;
  private String image;
  private boolean ours;
  private String error;
  private String done;

  @PostConstruct
  void load() {
    name = current().name().orElse("");
  }

  public void save() {
    try {
      branding.set(console.requester(), Optional.ofNullable(name), logo());
      done = format.text("done.branding");
      ours = false;
    } catch (MatrixException | IllegalArgumentException refused) {
      error = format.text("error.branding");
    }
    image = null;
  }

  /** The chosen one, else ours if that is wanted back, else the one that is there. */
  private Optional<DomainBranding.Logo> logo() {
    if (image != null && !image.isEmpty()) {
      return Optional.of(DomainBranding.Logo.of(Base64.getDecoder().decode(image)));
    }
    return ours ? Optional.empty() : current().logo();
  }

  private DomainBranding current() {
    return branding.get(console.requester().domain());
  }

  /** Where the present logo is; empty when it is ours. */
  public String getLogoHref() {
    DomainBranding current = current();
    return current.logo().isEmpty()
        ? ""
        : "/ui/api/branding/"
            + console.getDomain()
            + "/logo?v="
            + current.changedAt().toEpochMilli();
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getImage() {
    return image;
  }

  public void setImage(String image) {
    this.image = image;
  }

  public boolean isOurs() {
    return ours;
  }

  public void setOurs(boolean ours) {
    this.ours = ours;
  }

  public String getError() {
    return error;
  }

  public String getDone() {
    return done;
  }
}
