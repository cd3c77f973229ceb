from django.db import migrations


def keep_addresses(apps, schema_editor):
    """Each account's address as allauth's table holds it (accounts.addresses): one confirmed row."""
    User = apps.get_model('accounts', 'User')
    EmailAddress = apps.get_model('account', 'EmailAddress')
    EmailAddress.objects.all().delete()
    EmailAddress.objects.bulk_create(
        [
            EmailAddress(user_id=pk, email=email.lower(), verified=True, primary=True)
            for pk, email in User.objects.values_list('pk', 'email')
        ],
        batch_size=500,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_session_generation'),
        ('account', '0009_emailaddress_unique_primary_email'),
    ]

    operations = [migrations.RunPython(keep_addresses, migrations.RunPython.noop)]
