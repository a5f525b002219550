"""AttendSense's servers (PostgreSQL, RabbitMQ, Mosquitto, nginx) in a folder of their own, from the configuration in deploy/."""
