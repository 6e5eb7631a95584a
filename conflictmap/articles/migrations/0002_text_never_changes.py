"""The database itself refuses to change what an article said."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION articles_article_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The text, source and date of an article never change after it was taken in (article %).', OLD.id
        USING ERRCODE = 'integrity_constraint_violation',
              HINT = 'Claims quote it by offset. Take the corrected text in as an article of its own.';
END
$$;
CREATE TRIGGER articles_article_never_changes
    BEFORE UPDATE ON articles_article FOR EACH ROW
    WHEN (
        (OLD.text, OLD.source_id, OLD.published, OLD.content_hash, OLD.wording)
        IS DISTINCT FROM (NEW.text, NEW.source_id, NEW.published, NEW.content_hash, NEW.wording)
    )
    EXECUTE FUNCTION articles_article_never_changes();
"""

BACKWARD = """
DROP TRIGGER articles_article_never_changes ON articles_article;
DROP FUNCTION articles_article_never_changes();
"""


class Migration(migrations.Migration):

    dependencies = [("articles", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
