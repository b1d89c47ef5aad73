// People whose messages and invitations the user does not want: the server leaves them out of everything it sends.

export function isBlocked(client, userId) {
  return client.getIgnoredUsers().includes(userId);
}

export function setBlocked(client, userId, on) {
  const others = client.getIgnoredUsers().filter((id) => id !== userId);
  return client.setIgnoredUsers(on ? [...others, userId] : others);
}
