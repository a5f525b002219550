"""The path that a photo takes in the reference system, for comparison: Django REST framework takes it as nested JSON numbers, checks a
token, and passes it to RabbitMQ as a pickled array through Pika. Written anew from a description of that system; run by gunicorn.

    REFERENCE_AMQP=amqps://user:password@localhost:5671/vhost?cafile=... REFERENCE_QUEUE=name gunicorn endpoint:application
"""

import os
import pickle
import ssl
from urllib.parse import parse_qs, urlparse

import django
import numpy
import pika
from django.conf import settings

settings.configure(
    SECRET_KEY="only for this measurement", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, DATA_UPLOAD_MAX_MEMORY_SIZE=64 << 20,
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "rest_framework"],
    REST_FRAMEWORK={"DEFAULT_AUTHENTICATION_CLASSES": [], "DEFAULT_PERMISSION_CLASSES": [], "UNAUTHENTICATED_USER": None})
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.urls import path  # noqa: E402
from rest_framework.response import Response  # noqa: E402
from rest_framework.views import APIView  # noqa: E402

TOKEN = os.environ.get("REFERENCE_TOKEN", "shared-token")
QUEUE = os.environ["REFERENCE_QUEUE"]
_channel = None


def channel():
    global _channel  # noqa: PLW0603: one connection for each process
    if _channel is None:
        address = urlparse(os.environ["REFERENCE_AMQP"])
        context = ssl.create_default_context(cafile=parse_qs(address.query)["cafile"][0])
        connection = pika.BlockingConnection(pika.ConnectionParameters(
            host=address.hostname, port=address.port, virtual_host=address.path[1:],
            credentials=pika.PlainCredentials(address.username, address.password),
            ssl_options=pika.SSLOptions(context, address.hostname), heartbeat=60))
        _channel = connection.channel()
        _channel.confirm_delivery()
    return _channel


class Photo(APIView):
    def post(self, request):
        if request.headers.get("Authorization") != f"Token {TOKEN}":
            return Response({"detail": "Invalid token."}, status=401)
        photo = numpy.array(request.data["photo"], dtype=numpy.uint8)
        body = pickle.dumps({"photo": photo, "camera": request.data["camera"]})
        channel().basic_publish("", QUEUE, body, pika.BasicProperties(delivery_mode=2), mandatory=True)
        return Response({"status": "queued"}, status=202)


urlpatterns = [path("photo/", Photo.as_view())]
application = get_wsgi_application()
