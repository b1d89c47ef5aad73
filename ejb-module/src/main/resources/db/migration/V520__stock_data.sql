-- Stock data of TI-M, one row a month. Written by org.konsil.rawdata.
-- tried_at: when a node last tried to deliver it.
CREATE TABLE stock_data (
  counted_month VARCHAR(7) NOT NULL PRIMARY KEY,
  taken_at      BIGINT     NOT NULL,
  services      BIGINT     NOT NULL,
  users         BIGINT     NOT NULL,
  active_users  BIGINT     NOT NULL,
  tried_at      BIGINT     NOT NULL,
  delivered_at  BIGINT
);

-- When an account was last active, to a day; kept when its tokens go. Written by
-- org.konsil.account.
CREATE TABLE account_activity (
  user_id   VARCHAR(255) NOT NULL PRIMARY KEY,
  active_at BIGINT       NOT NULL
);
CREATE INDEX account_activity_by_time ON account_activity (active_at);
