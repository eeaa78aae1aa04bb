"""What of a page travels elsewhere: the picture of a shared link, and the work played inside other sites."""
