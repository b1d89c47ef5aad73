package org.konsil.testdriver.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.konsil.testdriver.matrix.MatrixDevice;
import org.konsil.testdriver.matrix.TimelineMessage;

/** Shows the messages of a request's device, and keeps the keys of their files. */
@RequestScoped
public class Messages {
  @Inject private DevicePath path;
  @Inject private Clock clock;

  /** Sends a message, and shows it. */
  Message send(String roomId, String content) {
    return sent(roomId, path.session().send(roomId, content), content);
  }

  /** A message that this device has sent just now. */
  Message sent(String roomId, String messageId, String content) {
    MatrixDevice session = path.session();
    return shown(new TimelineMessage(roomId, messageId, session.userId(), clock.millis(), content));
  }

  Message shown(TimelineMessage read) {
    Message message = Message.of(read);
    if (message.fileId() != null) {
      path.claimed().remember(message.fileId(), message.file().toString());
    }
    return message;
  }
}
