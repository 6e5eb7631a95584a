"""Addresses of the `atlas` app."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
