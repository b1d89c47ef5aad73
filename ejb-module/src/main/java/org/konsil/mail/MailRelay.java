package org.konsil.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Hands mail to the relay. Takes a minute at most; call it outside any transaction. */
@ApplicationScoped
class MailRelay {
  private static final String CONNECT_MILLIS = "10000";
  private static final String READ_MILLIS = "20000";

  @Inject private Clock clock;

  /**
   * @throws MessagingException when the relay cannot be reached or does not take it
   */
  void send(MailSettings.Way way, String recipient, MailLetter letter) throws MessagingException {
    MimeMessage message = new MimeMessage(session(way));
    message.setFrom(new InternetAddress(way.from(), true));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(recipient, true));
    message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
    message.setText(letter.text(), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(clock.instant()));
    // no holiday notices, please (RFC 3834)
    message.setHeader("Auto-Submitted", "auto-generated");
    Transport.send(message);
  }

  private static Session session(MailSettings.Way way) throws MessagingException {
    if (way.session().isPresent()) {
      return limited(lookUp(way.session().get()));
    }
    String relay = way.relay().orElseThrow();
    int colon = relay.lastIndexOf(':');
    Properties properties = new Properties();
    properties.put("mail.transport.protocol", "smtp");
    properties.put("mail.smtp.host", relay.substring(0, colon));
    properties.put("mail.smtp.port", relay.substring(colon + 1));
    properties.put("mail.smtp.starttls.enable", "true");
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    return limited(Session.getInstance(properties));
  }

  /** The protocol's own default is to wait for ever. */
  private static Session limited(Session session) {
    for (String protocol : new String[] {"smtp", "smtps"}) {
      Properties properties = session.getProperties();
      properties.putIfAbsent("mail." + protocol + ".connectiontimeout", CONNECT_MILLIS);
      properties.putIfAbsent("mail." + protocol + ".timeout", READ_MILLIS);
      properties.putIfAbsent("mail." + protocol + ".writetimeout", READ_MILLIS);
    }
    return session;
  }

  private static Session lookUp(String name) throws MessagingException {
    try {
      return InitialContext.doLookup(name);
    } catch (NamingException e) {
      throw new MessagingException("there is no mail session " + name, e);
    }
  }
}
