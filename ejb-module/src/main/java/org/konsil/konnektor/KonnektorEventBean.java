package org.konsil.konnektor;

import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import org.jboss.ejb3.annotation.ResourceAdapter;
import org.konsil.config.KonsilConfig;
import org.konsil.jca.api.CetpEvent;
import org.konsil.jca.api.CetpListener;

/** Takes the Konnektor's events: records them and has it asked what is true now. */
@MessageDriven
@ResourceAdapter("#jca-connector.rar")
public class KonnektorEventBean implements CetpListener {

  @Inject private KonnektorJournal journal;
  @Inject private KonsilConfig config;
  @Inject private Clock clock;
  @EJB private KonnektorCheck check;

  @Override
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void onEvent(CetpEvent event) {
    if (journal.happened(config.node(), event)) {
      check.runSince(clock.instant());
    }
  }
}
