-- Revenue by day and country; amounts are in cents (¢), written in €.
insert into gold.revenue
select cast(event_time as date)      as day,
       country,
       sum(amount_cents) / 100.0     as revenue
from silver.orders
where status <> 'cancelled'
group by 1, 2;
