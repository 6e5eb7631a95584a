import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0002_text_never_changes'),
        ('claims', '0002_longer_reasons'),
    ]

    operations = [
        # "6+6a82e6d15009" becomes "conflictmap 6+6a82e6d15009": there may be several extractors from now on.
        migrations.RunSQL(
            [
                f"UPDATE {table} SET extractor = 'conflictmap ' || extractor WHERE extractor ~ '^[0-9]'"
                for table in ('claims_claim', 'claims_historicalclaim')
            ],
            migrations.RunSQL.noop,
        ),
        migrations.AlterField(
            model_name='claim',
            name='extractor',
            field=models.CharField(blank=True, help_text='The extractor, a space, and its version.', max_length=100),
        ),
        migrations.AlterField(
            model_name='historicalclaim',
            name='extractor',
            field=models.CharField(blank=True, help_text='The extractor, a space, and its version.', max_length=100),
        ),
        migrations.CreateModel(
            name='ArticleReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('extractor', models.CharField(max_length=40)),
                ('version', models.CharField(max_length=50)),
                ('read', models.DateTimeField(auto_now=True)),
                ('refused', models.JSONField(blank=True, default=list)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='articles.article')),
            ],
            options={
                'ordering': ['article_id', 'extractor'],
                'constraints': [models.UniqueConstraint(fields=('article', 'extractor'), name='claims_articlereading_one_per_extractor')],
            },
        ),
    ]
