-- Takes the activity log out of the hands of the application's own role.
--
--     psql -v owner=aigc_owner -v application=aigc_app -f scripts/audit-log-owner.sql DATABASE
--
-- Afterwards everything belongs to `owner`, which only migrations use, and `application`, which web
-- and workers use, can read and write rows but change no table. To the log it can only add. Run it
-- as a superuser or as a member of both roles, after `manage.py migrate`; it may be run again. Both
-- roles must exist, and `application` must be no superuser and no member of `owner`
-- (docs/operations.md, "Activity log").

\set ON_ERROR_STOP on
BEGIN;

SELECT current_database() AS database, current_schema() AS schema \gset

-- Where the application's role made the tables until now, they change hands.
REASSIGN OWNED BY :"application" TO :"owner";
ALTER SCHEMA :"schema" OWNER TO :"owner";
REVOKE CREATE ON SCHEMA :"schema" FROM PUBLIC, :"application";

GRANT CONNECT ON DATABASE :"database" TO :"application";
GRANT USAGE ON SCHEMA :"schema" TO :"application";
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA :"schema" TO :"application";
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA :"schema" TO :"application";
-- What a later migration makes.
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" IN SCHEMA :"schema"
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO :"application";
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" IN SCHEMA :"schema"
    GRANT USAGE, SELECT ON SEQUENCES TO :"application";

REVOKE ALL ON assessments_auditentry, assessments_logroot, assessments_logleaf
    FROM PUBLIC, :"application";
GRANT SELECT, INSERT ON assessments_auditentry, assessments_logroot, assessments_logleaf
    TO :"application";

COMMIT;
