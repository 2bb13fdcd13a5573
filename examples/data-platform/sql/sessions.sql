-- Sessions of the last hour: a gap of thirty minutes starts a new one.
insert into silver.sessions
select user_id,
       session_id,
       min(event_time) as started,
       max(event_time) as ended,
       count(*)        as events
from bronze.events
where event_time >= date_trunc('hour', now()) - interval '1' hour
group by user_id, session_id;
