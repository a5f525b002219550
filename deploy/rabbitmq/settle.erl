% Lets captures into the queues once their place is on the disk: `rabbitmqctl eval` runs this after each start of RabbitMQ.
%
% A quorum queue finds its log by a name in the table names.dets, which is written to the disk half a second or more after the
% queue was declared. A RabbitMQ that is killed before that makes the queue anew, empty and without a leader. Until these lines
% have run, the exchanges lead to no queue and every capture is refused; a binding goes with its queue. docs/adr/0008 has more.
[ra:trigger_election(amqqueue:get_pid(Queue)) || Queue <- rabbit_amqqueue:list(), amqqueue:get_type(Queue) =:= rabbit_quorum_queue],
[ok = dets:sync(Table) || Table <- dets:all()],
ok = mnesia:sync_log(),
{ok, Bindings} = file:read_file("@BINDINGS@"),
ok = rabbit_definitions:import_raw(Bindings).
