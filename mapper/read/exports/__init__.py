"""Exports of newspapers' databases, chats, networks and libraries -> the articles in them, a module a format."""
