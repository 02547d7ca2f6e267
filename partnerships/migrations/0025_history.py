"""Tables of events, and the triggers that fill and keep them."""

import uuid

import django.contrib.postgres.fields
import django.core.validators
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import cnrs_intl.catalogue.validators
import partnerships.models.documents
import partnerships.models.taxonomy

TRIGGERS = [
    pgtrigger.migrations.AddTrigger(
        model_name="call",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_callevent', 'id', 'id,source,is_demo,identifier,title_en,title_fr,programme_id,opens_on,deadlines,submitted,won')",
                func="RETURN NULL;",
                hash="cf3569dcc9724efe7780441ff8354ed9a5120107",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_remember_insert_519f2",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="partnerships_call",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="call",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_callevent', 'id', 'id,source,is_demo,identifier,title_en,title_fr,programme_id,opens_on,deadlines,submitted,won')",
                func="RETURN NULL;",
                hash="2f29e0d0ea681871aff38e4f6e9f92a6d355fa56",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_remember_update_302e9",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="partnerships_call",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="call",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_callevent', 'id', 'id,source,is_demo,identifier,title_en,title_fr,programme_id,opens_on,deadlines,submitted,won')",
                func="RETURN NULL;",
                hash="0d2b2c49143b11ade86a9a1a27bae9cfcdc11783",
                level="STATEMENT",
                operation="DELETE",
                pgid="pgtrigger_remember_delete_a2ac9",
                referencing="REFERENCING OLD TABLE AS old_values ",
                table="partnerships_call",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="call",
        trigger=pgtrigger.compiler.Trigger(
            name="no_truncate",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="988d1618efc81471deed5079c146f4051743d53b",
                level="STATEMENT",
                operation="TRUNCATE",
                pgid="pgtrigger_no_truncate_02767",
                table="partnerships_call",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="cluster",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_clusterevent', 'id', 'id,source,is_demo,publication,confirmed_on,start,end,precision,slug,name_en,name_fr,summary_en,summary_fr,country_id,region_id,state,reasons_en,reasons_fr,decided_on')",
                func="RETURN NULL;",
                hash="7b2a7d8ddbc0516a882224c89b141c2339226832",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_remember_insert_43301",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="partnerships_cluster",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="cluster",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_clusterevent', 'id', 'id,source,is_demo,publication,confirmed_on,start,end,precision,slug,name_en,name_fr,summary_en,summary_fr,country_id,region_id,state,reasons_en,reasons_fr,decided_on')",
                func="RETURN NULL;",
                hash="a902c60cf7b36bbc92baaa09b65b45784fe90ba8",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_remember_update_b7d08",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="partnerships_cluster",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="cluster",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_clusterevent', 'id', 'id,source,is_demo,publication,confirmed_on,start,end,precision,slug,name_en,name_fr,summary_en,summary_fr,country_id,region_id,state,reasons_en,reasons_fr,decided_on')",
                func="RETURN NULL;",
                hash="0c2e915cb167b0170f34a3f0fb8011ff36986c2b",
                level="STATEMENT",
                operation="DELETE",
                pgid="pgtrigger_remember_delete_60730",
                referencing="REFERENCING OLD TABLE AS old_values ",
                table="partnerships_cluster",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="cluster",
        trigger=pgtrigger.compiler.Trigger(
            name="no_truncate",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="55ea64866b5aa0fb60f66f50b7140271c8c3dc57",
                level="STATEMENT",
                operation="TRUNCATE",
                pgid="pgtrigger_no_truncate_15805",
                table="partnerships_cluster",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="collaboration",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_collaborationevent', 'id', 'id,source,is_demo,publication,confirmed_on,slug,acronym,title_en,title_fr,summary_en,summary_fr,country_id,website')",
                func="RETURN NULL;",
                hash="b58b8c594a6ddb8ffda6e11222609f8318f75006",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_remember_insert_eef86",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="partnerships_collaboration",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="collaboration",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_collaborationevent', 'id', 'id,source,is_demo,publication,confirmed_on,slug,acronym,title_en,title_fr,summary_en,summary_fr,country_id,website')",
                func="RETURN NULL;",
                hash="4fe932aeebe1dc6997d0231331f70179bf339ff4",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_remember_update_956c5",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="partnerships_collaboration",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="collaboration",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_collaborationevent', 'id', 'id,source,is_demo,publication,confirmed_on,slug,acronym,title_en,title_fr,summary_en,summary_fr,country_id,website')",
                func="RETURN NULL;",
                hash="2905c191dea1109e7e350307cb61e05f7bcb4111",
                level="STATEMENT",
                operation="DELETE",
                pgid="pgtrigger_remember_delete_b7c2e",
                referencing="REFERENCING OLD TABLE AS old_values ",
                table="partnerships_collaboration",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="collaboration",
        trigger=pgtrigger.compiler.Trigger(
            name="no_truncate",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="d2927edb8dc0d0ea4f05e788352d4fd113a9b45a",
                level="STATEMENT",
                operation="TRUNCATE",
                pgid="pgtrigger_no_truncate_67933",
                table="partnerships_collaboration",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="document",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_documentevent', 'id', 'id,key,term_id,kind,title,file,is_public,sha256,size,uploaded_at')",
                func="RETURN NULL;",
                hash="ef9755f41bd7352bdd232c4fc3defd4cb59bb7fc",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_remember_insert_9a2d5",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="partnerships_document",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="document",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_documentevent', 'id', 'id,key,term_id,kind,title,file,is_public,sha256,size,uploaded_at')",
                func="RETURN NULL;",
                hash="219ceed4eb11bc60bde0ffcbbf5dc879623b7075",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_remember_update_20758",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="partnerships_document",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="document",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_documentevent', 'id', 'id,key,term_id,kind,title,file,is_public,sha256,size,uploaded_at')",
                func="RETURN NULL;",
                hash="2d6976abbb1bb9bb2296708541721693577aba2f",
                level="STATEMENT",
                operation="DELETE",
                pgid="pgtrigger_remember_delete_1d757",
                referencing="REFERENCING OLD TABLE AS old_values ",
                table="partnerships_document",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="document",
        trigger=pgtrigger.compiler.Trigger(
            name="no_truncate",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="647eaefebc453837fa2f48510849d611fb021fb6",
                level="STATEMENT",
                operation="TRUNCATE",
                pgid="pgtrigger_no_truncate_6046d",
                table="partnerships_document",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="eucontract",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_eucontractevent', 'collaboration_ptr_id', 'collaboration_ptr_id,grant_number,framework_id,programme_id,call_id,scheme_id,topic,topic_title,ec_status,start,end,signed_on,total_cost,ec_contribution,grant_doi,rcn,keywords')",
                func="RETURN NULL;",
                hash="fed7c820116a8edea65adadac10532bb79f59ad5",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_remember_insert_3503f",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="partnerships_eucontract",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="eucontract",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_eucontractevent', 'collaboration_ptr_id', 'collaboration_ptr_id,grant_number,framework_id,programme_id,call_id,scheme_id,topic,topic_title,ec_status,start,end,signed_on,total_cost,ec_contribution,grant_doi,rcn,keywords')",
                func="RETURN NULL;",
                hash="3a916cdac866ed578b81ee791d2a13c35dce9dac",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_remember_update_e7343",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="partnerships_eucontract",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="eucontract",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_eucontractevent', 'collaboration_ptr_id', 'collaboration_ptr_id,grant_number,framework_id,programme_id,call_id,scheme_id,topic,topic_title,ec_status,start,end,signed_on,total_cost,ec_contribution,grant_doi,rcn,keywords')",
                func="RETURN NULL;",
                hash="9881d0ab9b136ef14a351f7d98c387c68926a569",
                level="STATEMENT",
                operation="DELETE",
                pgid="pgtrigger_remember_delete_5baff",
                referencing="REFERENCING OLD TABLE AS old_values ",
                table="partnerships_eucontract",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="eucontract",
        trigger=pgtrigger.compiler.Trigger(
            name="no_truncate",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="19715ea876bd109ff779b24172638a7e8626f484",
                level="STATEMENT",
                operation="TRUNCATE",
                pgid="pgtrigger_no_truncate_bcde4",
                table="partnerships_eucontract",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="exchange",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_exchangeevent', 'id', 'id,source,is_demo,site_id,year,direction,category,head_count,person_months,home_id')",
                func="RETURN NULL;",
                hash="7d5fc34e40d8599c2e92e5f750ada9d6da2d21ab",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_remember_insert_5d72b",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="partnerships_exchange",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="exchange",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_exchangeevent', 'id', 'id,source,is_demo,site_id,year,direction,category,head_count,person_months,home_id')",
                func="RETURN NULL;",
                hash="8603e8b069f436206701a93376be8fe1e3f2e329",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_remember_update_fe3da",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="partnerships_exchange",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="exchange",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_exchangeevent', 'id', 'id,source,is_demo,site_id,year,direction,category,head_count,person_months,home_id')",
                func="RETURN NULL;",
                hash="242c08e4cd484a31883c3dbb4725162aeb8cbe6c",
                level="STATEMENT",
                operation="DELETE",
                pgid="pgtrigger_remember_delete_6cfa0",
                referencing="REFERENCING OLD TABLE AS old_values ",
                table="partnerships_exchange",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="exchange",
        trigger=pgtrigger.compiler.Trigger(
            name="no_truncate",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="065c468862bf521272c47305dfdb6816d7b7f4ad",
                level="STATEMENT",
                operation="TRUNCATE",
                pgid="pgtrigger_no_truncate_a5e5b",
                table="partnerships_exchange",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="fundingscheme",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_fundingschemeevent', 'id', 'id,code,name_en,name_fr')",
                func="RETURN NULL;",
                hash="e6899702b514a9439a140a1efc9a9568c573160d",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_remember_insert_1d201",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="partnerships_fundingscheme",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="fundingscheme",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_fundingschemeevent', 'id', 'id,code,name_en,name_fr')",
                func="RETURN NULL;",
                hash="bce0f183d9909d6fb088b8fdf5e8aa10c47aeead",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_remember_update_47542",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="partnerships_fundingscheme",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="fundingscheme",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_fundingschemeevent', 'id', 'id,code,name_en,name_fr')",
                func="RETURN NULL;",
                hash="53aa40c48b5eab1f95c1b184e5e360f10dc8266a",
                level="STATEMENT",
                operation="DELETE",
                pgid="pgtrigger_remember_delete_3d978",
                referencing="REFERENCING OLD TABLE AS old_values ",
                table="partnerships_fundingscheme",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="fundingscheme",
        trigger=pgtrigger.compiler.Trigger(
            name="no_truncate",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="7e1f5e784e0848b776ce801fe4e9ca808dff264d",
                level="STATEMENT",
                operation="TRUNCATE",
                pgid="pgtrigger_no_truncate_490e4",
                table="partnerships_fundingscheme",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="infrastructure",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_infrastructureevent', 'id', 'id,source,is_demo,publication,confirmed_on,slug,name_en,name_fr,city,country_id,laboratory_id,website')",
                func="RETURN NULL;",
                hash="e62237081a419e85998da9444fd870fbf8111e8c",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_remember_insert_c2886",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="partnerships_infrastructure",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="infrastructure",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_infrastructureevent', 'id', 'id,source,is_demo,publication,confirmed_on,slug,name_en,name_fr,city,country_id,laboratory_id,website')",
                func="RETURN NULL;",
                hash="de37f52cda90bd13f693fade23d5610dcc897170",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_remember_update_9247d",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="partnerships_infrastructure",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="infrastructure",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_infrastructureevent', 'id', 'id,source,is_demo,publication,confirmed_on,slug,name_en,name_fr,city,country_id,laboratory_id,website')",
                func="RETURN NULL;",
                hash="dd18c61b0b61dade87be07a86b6fc1c2f7db0960",
                level="STATEMENT",
                operation="DELETE",
                pgid="pgtrigger_remember_delete_85a16",
                referencing="REFERENCING OLD TABLE AS old_values ",
                table="partnerships_infrastructure",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="infrastructure",
        trigger=pgtrigger.compiler.Trigger(
            name="no_truncate",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="1e07a49461060da297399c78fc6ca7d73e6c97cb",
                level="STATEMENT",
                operation="TRUNCATE",
                pgid="pgtrigger_no_truncate_44701",
                table="partnerships_infrastructure",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="infrastructureaccess",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_infrastructureaccessevent', 'id', 'id,source,is_demo,start,end,precision,infrastructure_id,partner_id,conditions_en,conditions_fr')",
                func="RETURN NULL;",
                hash="35ec038374a9c9bda0c897571dcb449b3ee1ead1",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_remember_insert_c8c17",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="partnerships_infrastructureaccess",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="infrastructureaccess",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_infrastructureaccessevent', 'id', 'id,source,is_demo,start,end,precision,infrastructure_id,partner_id,conditions_en,conditions_fr')",
                func="RETURN NULL;",
                hash="5cd1448fe5383343aed4cbd0647c327018c902d8",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_remember_update_b7016",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="partnerships_infrastructureaccess",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="infrastructureaccess",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_infrastructureaccessevent', 'id', 'id,source,is_demo,start,end,precision,infrastructure_id,partner_id,conditions_en,conditions_fr')",
                func="RETURN NULL;",
                hash="9829a3d5c99fb65cdffcba8404db336da8ce233d",
                level="STATEMENT",
                operation="DELETE",
                pgid="pgtrigger_remember_delete_07563",
                referencing="REFERENCING OLD TABLE AS old_values ",
                table="partnerships_infrastructureaccess",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="infrastructureaccess",
        trigger=pgtrigger.compiler.Trigger(
            name="no_truncate",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="551d8c7a5d91c05877ac110a0fc7331308a06ad2",
                level="STATEMENT",
                operation="TRUNCATE",
                pgid="pgtrigger_no_truncate_eb094",
                table="partnerships_infrastructureaccess",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="institute",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_instituteevent', 'id', 'id,acronym,name_en,name_fr,present_name')",
                func="RETURN NULL;",
                hash="7d94be4ffcca59c86ee04829d0da1f4476106097",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_remember_insert_f8775",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="partnerships_institute",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="institute",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_instituteevent', 'id', 'id,acronym,name_en,name_fr,present_name')",
                func="RETURN NULL;",
                hash="489b1e972172eb977fdba906d30e8f5d9b9f73c7",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_remember_update_47ac4",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="partnerships_institute",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="institute",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_instituteevent', 'id', 'id,acronym,name_en,name_fr,present_name')",
                func="RETURN NULL;",
                hash="e30a872140db18ddbf9197fc7b24c93518b6869f",
                level="STATEMENT",
                operation="DELETE",
                pgid="pgtrigger_remember_delete_b55c7",
                referencing="REFERENCING OLD TABLE AS old_values ",
                table="partnerships_institute",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="institute",
        trigger=pgtrigger.compiler.Trigger(
            name="no_truncate",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="ada4a303873e0d50095b6687645a88d4e824e22c",
                level="STATEMENT",
                operation="TRUNCATE",
                pgid="pgtrigger_no_truncate_be766",
                table="partnerships_institute",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="instrument",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_instrumentevent', 'id', 'id,start,end,precision,code,name_en,name_fr,family,successor_id,reminder_months')",
                func="RETURN NULL;",
                hash="b342567acde7b9cebbde8fea4c9ef0fced459fbd",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_remember_insert_50bed",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="partnerships_instrument",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="instrument",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_instrumentevent', 'id', 'id,start,end,precision,code,name_en,name_fr,family,successor_id,reminder_months')",
                func="RETURN NULL;",
                hash="0a7f43b223dbe8b809c074f16fb60e2662921f83",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_remember_update_a7a52",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="partnerships_instrument",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="instrument",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_instrumentevent', 'id', 'id,start,end,precision,code,name_en,name_fr,family,successor_id,reminder_months')",
                func="RETURN NULL;",
                hash="d19c5edfc5bfff2d89cb1b5308bbc33ef01a5913",
                level="STATEMENT",
                operation="DELETE",
                pgid="pgtrigger_remember_delete_e0924",
                referencing="REFERENCING OLD TABLE AS old_values ",
                table="partnerships_instrument",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="instrument",
        trigger=pgtrigger.compiler.Trigger(
            name="no_truncate",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="7fcf57de3006a48c4e33ebfa0d795cdebc91f770",
                level="STATEMENT",
                operation="TRUNCATE",
                pgid="pgtrigger_no_truncate_57ac2",
                table="partnerships_instrument",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="instrumentrule",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_instrumentruleevent', 'id', 'id,source,is_demo,start,end,precision,instrument_id,term_years,renewals,countries_min,countries_max')",
                func="RETURN NULL;",
                hash="a493f9bb8cf02f7fcf2af302a80ba77d10689b9a",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_remember_insert_1a511",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="partnerships_instrumentrule",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="instrumentrule",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_instrumentruleevent', 'id', 'id,source,is_demo,start,end,precision,instrument_id,term_years,renewals,countries_min,countries_max')",
                func="RETURN NULL;",
                hash="87500b928e7dc2fabae0dd4f46ce55f41cd2c2f1",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_remember_update_861ba",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="partnerships_instrumentrule",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="instrumentrule",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_instrumentruleevent', 'id', 'id,source,is_demo,start,end,precision,instrument_id,term_years,renewals,countries_min,countries_max')",
                func="RETURN NULL;",
                hash="793a364feecc80897d68630a8c3c8f319110cf5d",
                level="STATEMENT",
                operation="DELETE",
                pgid="pgtrigger_remember_delete_7bacf",
                referencing="REFERENCING OLD TABLE AS old_values ",
                table="partnerships_instrumentrule",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="instrumentrule",
        trigger=pgtrigger.compiler.Trigger(
            name="no_truncate",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="ff4a2beba4f08d733cc7dbe3c2df6a16d4acecfb",
                level="STATEMENT",
                operation="TRUNCATE",
                pgid="pgtrigger_no_truncate_933a4",
                table="partnerships_instrumentrule",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="laboratory",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_laboratoryevent', 'id', 'id,source,is_demo,latitude,longitude,slug,acronym,name,city,rnsr_id')",
                func="RETURN NULL;",
                hash="a561fa7e06478c58ea25e3a3c6fc14852ea65592",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_remember_insert_fd023",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="partnerships_laboratory",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="laboratory",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_laboratoryevent', 'id', 'id,source,is_demo,latitude,longitude,slug,acronym,name,city,rnsr_id')",
                func="RETURN NULL;",
                hash="507b7c76489751f10bc0fae538bb89cfd9bf80a8",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_remember_update_c9c24",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="partnerships_laboratory",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="laboratory",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_laboratoryevent', 'id', 'id,source,is_demo,latitude,longitude,slug,acronym,name,city,rnsr_id')",
                func="RETURN NULL;",
                hash="3a5aa3de506f68cf4edc37c64eb736a2492c438c",
                level="STATEMENT",
                operation="DELETE",
                pgid="pgtrigger_remember_delete_59213",
                referencing="REFERENCING OLD TABLE AS old_values ",
                table="partnerships_laboratory",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="laboratory",
        trigger=pgtrigger.compiler.Trigger(
            name="no_truncate",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="7861fa360c48c969cafa0567db5ee2a6812e406a",
                level="STATEMENT",
                operation="TRUNCATE",
                pgid="pgtrigger_no_truncate_a3edd",
                table="partnerships_laboratory",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="laboratorylabel",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_laboratorylabelevent', 'id', 'id,source,is_demo,start,end,precision,laboratory_id,kind,number')",
                func="RETURN NULL;",
                hash="7ef88178bd03b3714fe35860cb784010afae742d",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_remember_insert_91ed9",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="partnerships_laboratorylabel",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="laboratorylabel",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_laboratorylabelevent', 'id', 'id,source,is_demo,start,end,precision,laboratory_id,kind,number')",
                func="RETURN NULL;",
                hash="ad6d772b525604e542840f221cbdfdf476fc9ea2",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_remember_update_b6278",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="partnerships_laboratorylabel",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="laboratorylabel",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_laboratorylabelevent', 'id', 'id,source,is_demo,start,end,precision,laboratory_id,kind,number')",
                func="RETURN NULL;",
                hash="a648d30645bacdda63919b51763be13f4ecd93d5",
                level="STATEMENT",
                operation="DELETE",
                pgid="pgtrigger_remember_delete_b0b92",
                referencing="REFERENCING OLD TABLE AS old_values ",
                table="partnerships_laboratorylabel",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="laboratorylabel",
        trigger=pgtrigger.compiler.Trigger(
            name="no_truncate",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="ebc8d519120fd277693336b2c09f8cb7c50a2578",
                level="STATEMENT",
                operation="TRUNCATE",
                pgid="pgtrigger_no_truncate_80e8e",
                table="partnerships_laboratorylabel",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="participation",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_participationevent', 'id', 'id,source,is_demo,start,end,precision,collaboration_id,partner_id,role,occurrence,position,ec_contribution,net_ec_contribution,total_cost,left_early')",
                func="RETURN NULL;",
                hash="418e58bdc875d097825317f24852324df59ed1f9",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_remember_insert_fd940",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="partnerships_participation",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="participation",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_participationevent', 'id', 'id,source,is_demo,start,end,precision,collaboration_id,partner_id,role,occurrence,position,ec_contribution,net_ec_contribution,total_cost,left_early')",
                func="RETURN NULL;",
                hash="04b730d7e682e6e3ca52501bfdbaec711a0bc4d8",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_remember_update_416ef",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="partnerships_participation",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="participation",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_participationevent', 'id', 'id,source,is_demo,start,end,precision,collaboration_id,partner_id,role,occurrence,position,ec_contribution,net_ec_contribution,total_cost,left_early')",
                func="RETURN NULL;",
                hash="303148591bca8039443adf3660851d41b8a62875",
                level="STATEMENT",
                operation="DELETE",
                pgid="pgtrigger_remember_delete_e76cd",
                referencing="REFERENCING OLD TABLE AS old_values ",
                table="partnerships_participation",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="participation",
        trigger=pgtrigger.compiler.Trigger(
            name="no_truncate",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="4c177ad161e2c04ca8b469f2cd11de04b2ca200b",
                level="STATEMENT",
                operation="TRUNCATE",
                pgid="pgtrigger_no_truncate_be3cf",
                table="partnerships_participation",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="partner",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_partnerevent', 'id', 'id,source,is_demo,publication,confirmed_on,latitude,longitude,slug,name,kind,country_id,city,website,parent_id,successor_id,ror_id,pic,is_home')",
                func="RETURN NULL;",
                hash="842649e7a1681e46df703f9f0ffda607b59fe64e",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_remember_insert_54dd4",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="partnerships_partner",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="partner",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_partnerevent', 'id', 'id,source,is_demo,publication,confirmed_on,latitude,longitude,slug,name,kind,country_id,city,website,parent_id,successor_id,ror_id,pic,is_home')",
                func="RETURN NULL;",
                hash="523ffd8ae001fa429ae9b650d43378c5a2b29100",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_remember_update_8a8f0",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="partnerships_partner",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="partner",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_partnerevent', 'id', 'id,source,is_demo,publication,confirmed_on,latitude,longitude,slug,name,kind,country_id,city,website,parent_id,successor_id,ror_id,pic,is_home')",
                func="RETURN NULL;",
                hash="7c67c168b9056d4dc6d10f9184d69d7fab4d743f",
                level="STATEMENT",
                operation="DELETE",
                pgid="pgtrigger_remember_delete_74832",
                referencing="REFERENCING OLD TABLE AS old_values ",
                table="partnerships_partner",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="partner",
        trigger=pgtrigger.compiler.Trigger(
            name="no_truncate",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="2562d9a525439eeb4ba2b547d333ed81f2ad6ec0",
                level="STATEMENT",
                operation="TRUNCATE",
                pgid="pgtrigger_no_truncate_4b8bd",
                table="partnerships_partner",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="partnername",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_partnernameevent', 'id', 'id,source,is_demo,start,end,precision,partner_id,text,kind,language')",
                func="RETURN NULL;",
                hash="e871d2312c4c637dc33e7c81c5c886cb6aa2d0e3",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_remember_insert_0dccc",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="partnerships_partnername",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="partnername",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_partnernameevent', 'id', 'id,source,is_demo,start,end,precision,partner_id,text,kind,language')",
                func="RETURN NULL;",
                hash="2aaf08730f0704c20e0725f50ac6e9be635c3ef7",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_remember_update_cede3",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="partnerships_partnername",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="partnername",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_partnernameevent', 'id', 'id,source,is_demo,start,end,precision,partner_id,text,kind,language')",
                func="RETURN NULL;",
                hash="c35e4e598d4212e485aaf3d47ce572443b1e1296",
                level="STATEMENT",
                operation="DELETE",
                pgid="pgtrigger_remember_delete_9539e",
                referencing="REFERENCING OLD TABLE AS old_values ",
                table="partnerships_partnername",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="partnername",
        trigger=pgtrigger.compiler.Trigger(
            name="no_truncate",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="1770a4e716aa650a2a2fde1c7baaa871eac722d4",
                level="STATEMENT",
                operation="TRUNCATE",
                pgid="pgtrigger_no_truncate_55af6",
                table="partnerships_partnername",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="programme",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_programmeevent', 'id', 'id,code,name_en,name_fr,parent_id,budget_meur')",
                func="RETURN NULL;",
                hash="4415c72232d3e25d3356ff3427575aaa45f9cc97",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_remember_insert_6d982",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="partnerships_programme",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="programme",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_programmeevent', 'id', 'id,code,name_en,name_fr,parent_id,budget_meur')",
                func="RETURN NULL;",
                hash="e3fa2864bb08ce1709cd5327292a0c4f8c953302",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_remember_update_56bdc",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="partnerships_programme",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="programme",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_programmeevent', 'id', 'id,code,name_en,name_fr,parent_id,budget_meur')",
                func="RETURN NULL;",
                hash="631da533815d66a7ebcfb0ed25eeba5f7b07a203",
                level="STATEMENT",
                operation="DELETE",
                pgid="pgtrigger_remember_delete_75d3d",
                referencing="REFERENCING OLD TABLE AS old_values ",
                table="partnerships_programme",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="programme",
        trigger=pgtrigger.compiler.Trigger(
            name="no_truncate",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="9ddce5cfb05f08e8cbf51cbbb649fc8e308d1ff0",
                level="STATEMENT",
                operation="TRUNCATE",
                pgid="pgtrigger_no_truncate_20352",
                table="partnerships_programme",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="scope",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_scopeevent', 'id', 'id,user_id')",
                func="RETURN NULL;",
                hash="02b1758ca9815ee89f233921ea6b70d09cfc5e41",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_remember_insert_e6a9e",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="partnerships_scope",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="scope",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_scopeevent', 'id', 'id,user_id')",
                func="RETURN NULL;",
                hash="642bd74bbaaeaa83564a4b0d259134cc834f0278",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_remember_update_56e35",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="partnerships_scope",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="scope",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_scopeevent', 'id', 'id,user_id')",
                func="RETURN NULL;",
                hash="a729584a291e61161856d3bd9595b5ad5eece746",
                level="STATEMENT",
                operation="DELETE",
                pgid="pgtrigger_remember_delete_5eed9",
                referencing="REFERENCING OLD TABLE AS old_values ",
                table="partnerships_scope",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="scope",
        trigger=pgtrigger.compiler.Trigger(
            name="no_truncate",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="a925fc2c35ce2e81b908ba301d90214c24887403",
                level="STATEMENT",
                operation="TRUNCATE",
                pgid="pgtrigger_no_truncate_cf91a",
                table="partnerships_scope",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="site",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_siteevent', 'id', 'id,source,is_demo,start,end,precision,latitude,longitude,structure_id,role,name,host_id,laboratory_id,campus,city_en,city_fr,country_id,hosting_capacity,balance_tolerance')",
                func="RETURN NULL;",
                hash="7e61ffd33b1b31922e17e008c22632e5d5e54826",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_remember_insert_c4119",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="partnerships_site",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="site",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_siteevent', 'id', 'id,source,is_demo,start,end,precision,latitude,longitude,structure_id,role,name,host_id,laboratory_id,campus,city_en,city_fr,country_id,hosting_capacity,balance_tolerance')",
                func="RETURN NULL;",
                hash="b8df8b4b22f5d240b0be7624777d282187cebecf",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_remember_update_d2295",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="partnerships_site",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="site",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_siteevent', 'id', 'id,source,is_demo,start,end,precision,latitude,longitude,structure_id,role,name,host_id,laboratory_id,campus,city_en,city_fr,country_id,hosting_capacity,balance_tolerance')",
                func="RETURN NULL;",
                hash="77fa56f98162c7f3561452529db78e1d6be8e9fc",
                level="STATEMENT",
                operation="DELETE",
                pgid="pgtrigger_remember_delete_34b79",
                referencing="REFERENCING OLD TABLE AS old_values ",
                table="partnerships_site",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="site",
        trigger=pgtrigger.compiler.Trigger(
            name="no_truncate",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="183b83079b2450f3a371bd64e444d1dccf54b714",
                level="STATEMENT",
                operation="TRUNCATE",
                pgid="pgtrigger_no_truncate_a56f3",
                table="partnerships_site",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="societalchallenge",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_societalchallengeevent', 'id', 'id,number,name_en,name_fr')",
                func="RETURN NULL;",
                hash="a755f3806c62e1bcaa05d9aedfd448a26f21e0d1",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_remember_insert_fdf4b",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="partnerships_societalchallenge",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="societalchallenge",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_societalchallengeevent', 'id', 'id,number,name_en,name_fr')",
                func="RETURN NULL;",
                hash="4bddc74f4e620f1997bc581277b50f474c1edcd4",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_remember_update_ab4fb",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="partnerships_societalchallenge",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="societalchallenge",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_societalchallengeevent', 'id', 'id,number,name_en,name_fr')",
                func="RETURN NULL;",
                hash="84dec1a6905d9c4001557952e4703e89f53c642b",
                level="STATEMENT",
                operation="DELETE",
                pgid="pgtrigger_remember_delete_307e9",
                referencing="REFERENCING OLD TABLE AS old_values ",
                table="partnerships_societalchallenge",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="societalchallenge",
        trigger=pgtrigger.compiler.Trigger(
            name="no_truncate",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="07d1091e69c440ac4ede98da8493795ac4440c16",
                level="STATEMENT",
                operation="TRUNCATE",
                pgid="pgtrigger_no_truncate_47ce0",
                table="partnerships_societalchallenge",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="structure",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_structureevent', 'collaboration_ptr_id', 'collaboration_ptr_id,instrument_id,discipline_en,discipline_fr,rnsr_id,ror_id,note_en,note_fr')",
                func="RETURN NULL;",
                hash="96694eebe79a8492ee70630aeb99e7b8ddbba675",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_remember_insert_ba8a7",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="partnerships_structure",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="structure",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_structureevent', 'collaboration_ptr_id', 'collaboration_ptr_id,instrument_id,discipline_en,discipline_fr,rnsr_id,ror_id,note_en,note_fr')",
                func="RETURN NULL;",
                hash="4a002f5e2e3f5bee61c020b4c4b54ad7153442bf",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_remember_update_88402",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="partnerships_structure",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="structure",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_structureevent', 'collaboration_ptr_id', 'collaboration_ptr_id,instrument_id,discipline_en,discipline_fr,rnsr_id,ror_id,note_en,note_fr')",
                func="RETURN NULL;",
                hash="037fec5ca6def31b3762c2ac61655d6a0121b961",
                level="STATEMENT",
                operation="DELETE",
                pgid="pgtrigger_remember_delete_a5113",
                referencing="REFERENCING OLD TABLE AS old_values ",
                table="partnerships_structure",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="structure",
        trigger=pgtrigger.compiler.Trigger(
            name="no_truncate",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="5f7f30e4e7a6ab86506063d71dd20bce14580e45",
                level="STATEMENT",
                operation="TRUNCATE",
                pgid="pgtrigger_no_truncate_696a7",
                table="partnerships_structure",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="structurecode",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_structurecodeevent', 'id', 'id,source,is_demo,start,end,precision,structure_id,instrument_id,code,is_verified')",
                func="RETURN NULL;",
                hash="644214929e3bc4b3dc7ee40ec109f6ed04325aa3",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_remember_insert_dd345",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="partnerships_structurecode",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="structurecode",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_structurecodeevent', 'id', 'id,source,is_demo,start,end,precision,structure_id,instrument_id,code,is_verified')",
                func="RETURN NULL;",
                hash="fa8050754bd3948d76273f97ae8409ab2c2361a8",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_remember_update_a1032",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="partnerships_structurecode",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="structurecode",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_structurecodeevent', 'id', 'id,source,is_demo,start,end,precision,structure_id,instrument_id,code,is_verified')",
                func="RETURN NULL;",
                hash="14648a20163d37ed183d9fcdf670bdbd9d511049",
                level="STATEMENT",
                operation="DELETE",
                pgid="pgtrigger_remember_delete_dc009",
                referencing="REFERENCING OLD TABLE AS old_values ",
                table="partnerships_structurecode",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="structurecode",
        trigger=pgtrigger.compiler.Trigger(
            name="no_truncate",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="c612b0363fce43b3e728f58465db7272b812f100",
                level="STATEMENT",
                operation="TRUNCATE",
                pgid="pgtrigger_no_truncate_ed12c",
                table="partnerships_structurecode",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="succession",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_successionevent', 'id', 'id,source,is_demo,predecessor_id,successor_id,happened_on')",
                func="RETURN NULL;",
                hash="0b59352931d767d0df8be015d99e7c0c3e043586",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_remember_insert_ee1bb",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="partnerships_succession",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="succession",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_successionevent', 'id', 'id,source,is_demo,predecessor_id,successor_id,happened_on')",
                func="RETURN NULL;",
                hash="13749a30c891c1282eea827c78978959fd28c20e",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_remember_update_e853f",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="partnerships_succession",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="succession",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_successionevent', 'id', 'id,source,is_demo,predecessor_id,successor_id,happened_on')",
                func="RETURN NULL;",
                hash="dd98b4822388889fa41ffa4fc5e021e8a5958111",
                level="STATEMENT",
                operation="DELETE",
                pgid="pgtrigger_remember_delete_6f754",
                referencing="REFERENCING OLD TABLE AS old_values ",
                table="partnerships_succession",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="succession",
        trigger=pgtrigger.compiler.Trigger(
            name="no_truncate",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="291a05209ec7ba228ac33f4de2a8d45be0b0b428",
                level="STATEMENT",
                operation="TRUNCATE",
                pgid="pgtrigger_no_truncate_05d4d",
                table="partnerships_succession",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="term",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_termevent', 'id', 'id,source,is_demo,start,end,precision,structure_id,signed_on,override_reason')",
                func="RETURN NULL;",
                hash="cc31cc3ae9ec2bfca2acaebdd1e4c830b7d75a96",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_remember_insert_75ce3",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="partnerships_term",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="term",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_termevent', 'id', 'id,source,is_demo,start,end,precision,structure_id,signed_on,override_reason')",
                func="RETURN NULL;",
                hash="0cc2df7d3e50e7110165f50843ff9d5c0352de05",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_remember_update_856aa",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="partnerships_term",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="term",
        trigger=pgtrigger.compiler.Trigger(
            name="remember_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_remember('partnerships_termevent', 'id', 'id,source,is_demo,start,end,precision,structure_id,signed_on,override_reason')",
                func="RETURN NULL;",
                hash="ba88d72684c387395879e6c7b4415420a9d6b6fe",
                level="STATEMENT",
                operation="DELETE",
                pgid="pgtrigger_remember_delete_6bff7",
                referencing="REFERENCING OLD TABLE AS old_values ",
                table="partnerships_term",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="term",
        trigger=pgtrigger.compiler.Trigger(
            name="no_truncate",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="a7c9cc06098f723fcfb933b82b195a7d3a65d2f4",
                level="STATEMENT",
                operation="TRUNCATE",
                pgid="pgtrigger_no_truncate_c5687",
                table="partnerships_term",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="callevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="b43c4ce233b81eaed1f03abdf8645e1463f34fe2",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_2ed51",
                table="partnerships_callevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="clusterevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="8d8403b398ed8d16046fe8314fdc6f98d288854c",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_fe2da",
                table="partnerships_clusterevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="clusterstructuresevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="7d080a482d3c56bc62264624e1ee36e62f3a0447",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_2330e",
                table="partnerships_clusterstructuresevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="collaborationchallengesevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="fe88fa1d595a4b5af7ee679fafeb1dbb95529ca9",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_79ec4",
                table="partnerships_collaborationchallengesevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="collaborationevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="bd2c3ced7302f255f959ce077bd851f47a4dbd49",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_666bd",
                table="partnerships_collaborationevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="collaborationinstitutesevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="fab773499fd2d29071db77eaade1d0c01562e9e0",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_03165",
                table="partnerships_collaborationinstitutesevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="collaborationothercountriesevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="1dadf2ef8a0d4066fa00ff9f8c892d127de104a0",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_0d256",
                table="partnerships_collaborationothercountriesevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="documentevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="99ce9eb7d8aadf7ff40eb06ce524118d100a28d6",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_4ad60",
                table="partnerships_documentevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="eucontractevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="c93de14ee4c3bb3163782f7412906e2899782762",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_3c57b",
                table="partnerships_eucontractevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="exchangeevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="4a0275d581b97e8a956e19527688a85c1a5e236d",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_b7c08",
                table="partnerships_exchangeevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="fundingschemeevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="d49dcbc51d3ab77d9a34536e9763e483ce96dd7f",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_d84d2",
                table="partnerships_fundingschemeevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="infrastructureaccessevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="9383c4fbc310ca526e2b6cf70748ae16b74e1de0",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_fce77",
                table="partnerships_infrastructureaccessevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="infrastructureevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="1e485a78f37964d133878ba5ce223b42c03a2ebc",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_3c7c6",
                table="partnerships_infrastructureevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="instituteevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="8db0efb2a23a03425b66e27bb6848a2f56e12b39",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_db98a",
                table="partnerships_instituteevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="instrumentevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="7dfd0f8f097d140f6292511134ccd4b4eabc05a5",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_f9df2",
                table="partnerships_instrumentevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="instrumentruleevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="4fdb170bd784e3ffd00f29c2b2ef2eaa22ecf5a5",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_4fc82",
                table="partnerships_instrumentruleevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="laboratoryevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="4e8278f9b2e3c9d35e5a767ddbfeaa92c4e1f4cd",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_1d359",
                table="partnerships_laboratoryevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="laboratorylabelevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="7501916aa3757694cc8ee74e51ba70a6ca4917bf",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_0d111",
                table="partnerships_laboratorylabelevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="participationevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="c949dfc73de1b1f669fff32d9c52b6a9ea21545a",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_bc15f",
                table="partnerships_participationevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="partnerevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="72a94c8d35970a97ffb2d32959d63909cdb32b56",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_21b78",
                table="partnerships_partnerevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="partnernameevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="aeda091563d6f659f321dce1a6642204227fe3d3",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_3ed49",
                table="partnerships_partnernameevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="programmeevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="976d785104aca58341f923bc5d3a7e7817bab50e",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_9d15a",
                table="partnerships_programmeevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="scopeevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="4deefe165fc9931de899c8f3b3b5c407ebd8c70b",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_71799",
                table="partnerships_scopeevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="scopeinstitutesevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="b9067eb63101d78ac7e92609c3cba77c5cfc69f9",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_a9bb0",
                table="partnerships_scopeinstitutesevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="scopeofficesevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="382b746217381a806f9928bcb25c33e37df59627",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_061fe",
                table="partnerships_scopeofficesevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="siteevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="aedb34b0e72d906db88919e06b16a27435da2cf7",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_6dd0d",
                table="partnerships_siteevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="societalchallengeevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="87b6e62c9dc0d215fef821a3367cb169d657eccd",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_16eb5",
                table="partnerships_societalchallengeevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="societalchallengeprogrammesevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="6d070298f05d12c043e01b59f9a493d8045b71e0",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_1ab62",
                table="partnerships_societalchallengeprogrammesevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="structurecodeevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="3f49791b8c555e9018308bbb096180abb0bc2be7",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_07751",
                table="partnerships_structurecodeevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="structureevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="9d8c4c2d32c540227a959b9453c2417da1269bee",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_13858",
                table="partnerships_structureevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="structurelaboratoriesevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="8e2ef670df50ac6e479751cad89660c11fd9fcf5",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_d7317",
                table="partnerships_structurelaboratoriesevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="successionevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="4139276156ee20754645065cb491ac4520ee25fd",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_0c603",
                table="partnerships_successionevent",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="termevent",
        trigger=pgtrigger.compiler.Trigger(
            name="stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                execute="catalogue_history_stays()",
                func="RETURN NULL;",
                hash="cb4925b30f378d1a8dbaeb5e362e2fd012a5d01c",
                level="STATEMENT",
                operation="UPDATE OR DELETE OR TRUNCATE",
                pgid="pgtrigger_stays_3bc9d",
                table="partnerships_termevent",
                when="BEFORE",
            ),
        ),
    ),
]
# All at once: one by one, Django would make its picture of all models anew for each.
INSTALL = "".join(str(each.trigger.install_sql) for each in TRIGGERS)
UNINSTALL = "".join(str(each.trigger.uninstall_sql) for each in TRIGGERS)

# The tables of links between records have no models of their own: the events, the key, the columns.
LINKS = {
    "partnerships_cluster_structures": (
        "partnerships_clusterstructuresevent", "id,cluster_id,structure_id",
    ),
    "partnerships_collaboration_other_countries": (
        "partnerships_collaborationothercountriesevent", "id,collaboration_id,country_id",
    ),
    "partnerships_collaboration_institutes": (
        "partnerships_collaborationinstitutesevent", "id,collaboration_id,institute_id",
    ),
    "partnerships_collaboration_challenges": (
        "partnerships_collaborationchallengesevent", "id,collaboration_id,societalchallenge_id",
    ),
    "partnerships_societalchallenge_programmes": (
        "partnerships_societalchallengeprogrammesevent", "id,societalchallenge_id,programme_id",
    ),
    "partnerships_structure_laboratories": (
        "partnerships_structurelaboratoriesevent", "id,structure_id,laboratory_id",
    ),
    "partnerships_scope_offices": (
        "partnerships_scopeofficesevent", "id,scope_id,office_id",
    ),
    "partnerships_scope_institutes": (
        "partnerships_scopeinstitutesevent", "id,scope_id,institute_id",
    ),
}  # fmt: skip
EVENTS = {
    "insert": "REFERENCING NEW TABLE AS new_values",
    "update": "REFERENCING OLD TABLE AS old_values NEW TABLE AS new_values",
    "delete": "REFERENCING OLD TABLE AS old_values",
}


def watch(table: str, events: str, columns: str) -> str:
    return (
        "".join(
            f"CREATE TRIGGER remember_{kind} AFTER {kind.upper()} ON {table} {rows} FOR EACH STATEMENT "
            f"EXECUTE FUNCTION catalogue_remember('{events}', 'id', '{columns}');\n"
            for kind, rows in EVENTS.items()
        )
        + f"CREATE TRIGGER no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION catalogue_history_stays();\n"
    )


def unwatch(table: str) -> str:
    names = (*(f"remember_{kind}" for kind in EVENTS), "no_truncate")
    return "".join(f"DROP TRIGGER {name} ON {table};\n" for name in names)


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0005_history"),
        ("partnerships", "0024_bits_as_they_are"),
    ]

    operations = [
        migrations.CreateModel(
            name="CallEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("programme_id", models.BigIntegerField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "source",
                    models.CharField(
                        blank=True, help_text="Where the fact was read.", max_length=500, verbose_name="source"
                    ),
                ),
                (
                    "is_demo",
                    models.BooleanField(
                        default=False,
                        help_text="Invented for the demonstration: never shown as a fact.",
                        verbose_name="made up",
                    ),
                ),
                ("identifier", models.CharField(max_length=120, verbose_name="identifier")),
                ("title_en", models.CharField(blank=True, max_length=300, verbose_name="title (English)")),
                ("title_fr", models.CharField(blank=True, max_length=300, verbose_name="title (French)")),
                ("opens_on", models.DateField(blank=True, null=True, verbose_name="opens on")),
                (
                    "deadlines",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DateField(),
                        blank=True,
                        default=list,
                        help_text="Dates with commas between them, such as 2014-03-20, 2014-10-14.",
                        size=None,
                        verbose_name="deadlines",
                    ),
                ),
                ("submitted", models.PositiveIntegerField(blank=True, null=True, verbose_name="proposals submitted")),
                ("won", models.PositiveIntegerField(blank=True, null=True, verbose_name="proposals won")),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ClusterEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("country_id", models.CharField(max_length=2, null=True)),
                ("region_id", models.BigIntegerField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "source",
                    models.CharField(
                        blank=True, help_text="Where the fact was read.", max_length=500, verbose_name="source"
                    ),
                ),
                (
                    "is_demo",
                    models.BooleanField(
                        default=False,
                        help_text="Invented for the demonstration: never shown as a fact.",
                        verbose_name="made up",
                    ),
                ),
                (
                    "publication",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("archived", "archived"),
                        ],
                        default="draft",
                        help_text="Only published records are public.",
                        max_length=10,
                        verbose_name="publication",
                    ),
                ),
                (
                    "confirmed_on",
                    models.DateField(
                        blank=True,
                        help_text="When somebody last checked the record as a whole.",
                        null=True,
                        verbose_name="confirmed on",
                    ),
                ),
                ("start", models.DateField(blank=True, help_text="First day.", null=True, verbose_name="start")),
                (
                    "end",
                    models.DateField(
                        blank=True, help_text="Last day; empty while it lasts.", null=True, verbose_name="end"
                    ),
                ),
                (
                    "precision",
                    models.CharField(
                        choices=[("day", "to the day"), ("month", "to the month"), ("year", "to the year")],
                        default="day",
                        help_text="A date known by its year is entered as 1 January or 31 December.",
                        max_length=5,
                        verbose_name="dates known",
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        db_index=False,
                        help_text="Last part of the page's address.",
                        max_length=80,
                        verbose_name="address",
                    ),
                ),
                ("name_en", models.CharField(blank=True, max_length=200, verbose_name="name (English)")),
                ("name_fr", models.CharField(blank=True, max_length=200, verbose_name="name (French)")),
                ("summary_en", models.TextField(blank=True, verbose_name="summary (English)")),
                ("summary_fr", models.TextField(blank=True, verbose_name="summary (French)")),
                (
                    "state",
                    models.CharField(
                        choices=[("proposed", "proposed"), ("accepted", "accepted"), ("declined", "declined")],
                        default="proposed",
                        help_text="The system proposes a cluster with its reasons; the staff decides.",
                        max_length=10,
                        verbose_name="decision",
                    ),
                ),
                ("reasons_en", models.TextField(blank=True, verbose_name="reasons (English)")),
                ("reasons_fr", models.TextField(blank=True, verbose_name="reasons (French)")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="decided on")),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ClusterStructuresEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("cluster_id", models.BigIntegerField()),
                ("structure_id", models.BigIntegerField()),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="CollaborationChallengesEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("collaboration_id", models.BigIntegerField()),
                ("societalchallenge_id", models.BigIntegerField()),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="CollaborationEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("country_id", models.CharField(max_length=2, null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "source",
                    models.CharField(
                        blank=True, help_text="Where the fact was read.", max_length=500, verbose_name="source"
                    ),
                ),
                (
                    "is_demo",
                    models.BooleanField(
                        default=False,
                        help_text="Invented for the demonstration: never shown as a fact.",
                        verbose_name="made up",
                    ),
                ),
                (
                    "publication",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("archived", "archived"),
                        ],
                        default="draft",
                        help_text="Only published records are public.",
                        max_length=10,
                        verbose_name="publication",
                    ),
                ),
                (
                    "confirmed_on",
                    models.DateField(
                        blank=True,
                        help_text="When somebody last checked the record as a whole.",
                        null=True,
                        verbose_name="confirmed on",
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        db_index=False,
                        help_text="Last part of the page's address.",
                        max_length=80,
                        verbose_name="address",
                    ),
                ),
                ("acronym", models.CharField(blank=True, max_length=80, verbose_name="acronym")),
                ("title_en", models.CharField(blank=True, max_length=500, verbose_name="title (English)")),
                ("title_fr", models.CharField(blank=True, max_length=500, verbose_name="title (French)")),
                ("summary_en", models.TextField(blank=True, verbose_name="summary (English)")),
                ("summary_fr", models.TextField(blank=True, verbose_name="summary (French)")),
                ("website", models.URLField(blank=True, verbose_name="web site")),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="CollaborationInstitutesEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("collaboration_id", models.BigIntegerField()),
                ("institute_id", models.BigIntegerField()),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="CollaborationOtherCountriesEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("collaboration_id", models.BigIntegerField()),
                ("country_id", models.CharField(max_length=2)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="DocumentEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("term_id", models.BigIntegerField()),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("agreement", "agreement"),
                            ("annex", "annex"),
                            ("amendment", "amendment"),
                            ("letter", "letter"),
                        ],
                        default="agreement",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "file",
                    models.FileField(
                        help_text="PDF, PNG or JPEG. It cannot be replaced: attach another version as another document.",
                        storage=partnerships.models.documents.PrivateStorage(),
                        upload_to=partnerships.models.documents.place_of,
                        verbose_name="file",
                    ),
                ),
                (
                    "is_public",
                    models.BooleanField(
                        default=False,
                        help_text="Everybody may download it once the structure is published.",
                        verbose_name="public",
                    ),
                ),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="SHA-256 of the file")),
                ("size", models.PositiveBigIntegerField(editable=False, verbose_name="size in bytes")),
                ("uploaded_at", models.DateTimeField(auto_now_add=True, verbose_name="attached at")),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="EUContractEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("collaboration_ptr_id", models.BigIntegerField()),
                ("framework_id", models.BigIntegerField()),
                ("programme_id", models.BigIntegerField()),
                ("call_id", models.BigIntegerField(null=True)),
                ("scheme_id", models.BigIntegerField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("grant_number", models.CharField(max_length=20, verbose_name="grant number")),
                ("topic", models.CharField(blank=True, max_length=120, verbose_name="topic")),
                ("topic_title", models.CharField(blank=True, max_length=500, verbose_name="title of the topic")),
                (
                    "ec_status",
                    models.CharField(
                        blank=True,
                        choices=[("signed", "signed"), ("closed", "closed"), ("terminated", "terminated")],
                        max_length=12,
                        verbose_name="state given by the EU",
                    ),
                ),
                ("start", models.DateField(blank=True, null=True, verbose_name="start")),
                ("end", models.DateField(blank=True, null=True, verbose_name="end")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="signed on")),
                (
                    "total_cost",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="total cost (€)"
                    ),
                ),
                (
                    "ec_contribution",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="EU contribution (€)"
                    ),
                ),
                ("grant_doi", models.CharField(blank=True, max_length=60, verbose_name="grant DOI")),
                ("rcn", models.CharField(blank=True, max_length=20, verbose_name="CORDIS record number")),
                ("keywords", models.TextField(blank=True, verbose_name="keywords")),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ExchangeEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("site_id", models.BigIntegerField()),
                ("home_id", models.BigIntegerField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "source",
                    models.CharField(
                        blank=True, help_text="Where the fact was read.", max_length=500, verbose_name="source"
                    ),
                ),
                (
                    "is_demo",
                    models.BooleanField(
                        default=False,
                        help_text="Invented for the demonstration: never shown as a fact.",
                        verbose_name="made up",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "direction",
                    models.CharField(
                        choices=[("received", "received"), ("sent", "sent")],
                        default="received",
                        max_length=10,
                        verbose_name="direction",
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("student", "student"),
                            ("doctoral", "doctoral student"),
                            ("postdoctoral", "postdoctoral researcher"),
                            ("researcher", "researcher"),
                            ("engineer", "engineer"),
                        ],
                        max_length=15,
                        verbose_name="category",
                    ),
                ),
                ("head_count", models.PositiveIntegerField(verbose_name="people")),
                (
                    "person_months",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=8, null=True, verbose_name="person-months"
                    ),
                ),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="FundingSchemeEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("code", models.CharField(max_length=60, verbose_name="code")),
                ("name_en", models.CharField(blank=True, max_length=200, verbose_name="name (English)")),
                ("name_fr", models.CharField(blank=True, max_length=200, verbose_name="name (French)")),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="InfrastructureAccessEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("infrastructure_id", models.BigIntegerField()),
                ("partner_id", models.BigIntegerField()),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "source",
                    models.CharField(
                        blank=True, help_text="Where the fact was read.", max_length=500, verbose_name="source"
                    ),
                ),
                (
                    "is_demo",
                    models.BooleanField(
                        default=False,
                        help_text="Invented for the demonstration: never shown as a fact.",
                        verbose_name="made up",
                    ),
                ),
                ("start", models.DateField(blank=True, help_text="First day.", null=True, verbose_name="start")),
                (
                    "end",
                    models.DateField(
                        blank=True, help_text="Last day; empty while it lasts.", null=True, verbose_name="end"
                    ),
                ),
                (
                    "precision",
                    models.CharField(
                        choices=[("day", "to the day"), ("month", "to the month"), ("year", "to the year")],
                        default="day",
                        help_text="A date known by its year is entered as 1 January or 31 December.",
                        max_length=5,
                        verbose_name="dates known",
                    ),
                ),
                ("conditions_en", models.TextField(blank=True, verbose_name="conditions (English)")),
                ("conditions_fr", models.TextField(blank=True, verbose_name="conditions (French)")),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="InfrastructureEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("country_id", models.CharField(max_length=2, null=True)),
                ("laboratory_id", models.BigIntegerField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "source",
                    models.CharField(
                        blank=True, help_text="Where the fact was read.", max_length=500, verbose_name="source"
                    ),
                ),
                (
                    "is_demo",
                    models.BooleanField(
                        default=False,
                        help_text="Invented for the demonstration: never shown as a fact.",
                        verbose_name="made up",
                    ),
                ),
                (
                    "publication",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("archived", "archived"),
                        ],
                        default="draft",
                        help_text="Only published records are public.",
                        max_length=10,
                        verbose_name="publication",
                    ),
                ),
                (
                    "confirmed_on",
                    models.DateField(
                        blank=True,
                        help_text="When somebody last checked the record as a whole.",
                        null=True,
                        verbose_name="confirmed on",
                    ),
                ),
                ("slug", models.SlugField(db_index=False, max_length=80, verbose_name="address")),
                ("name_en", models.CharField(blank=True, max_length=200, verbose_name="name (English)")),
                ("name_fr", models.CharField(max_length=200, verbose_name="name (French)")),
                ("city", models.CharField(blank=True, max_length=120, verbose_name="city")),
                ("website", models.URLField(blank=True, verbose_name="web site")),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="InstituteEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("acronym", models.CharField(max_length=20, verbose_name="acronym")),
                ("name_en", models.CharField(max_length=160, verbose_name="name (English)")),
                ("name_fr", models.CharField(max_length=160, verbose_name="name (French)")),
                ("present_name", models.CharField(blank=True, max_length=80, verbose_name="name in use since 2023")),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="InstrumentEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("successor_id", models.BigIntegerField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("start", models.DateField(blank=True, help_text="First day.", null=True, verbose_name="start")),
                (
                    "end",
                    models.DateField(
                        blank=True, help_text="Last day; empty while it lasts.", null=True, verbose_name="end"
                    ),
                ),
                (
                    "precision",
                    models.CharField(
                        choices=[("day", "to the day"), ("month", "to the month"), ("year", "to the year")],
                        default="day",
                        help_text="A date known by its year is entered as 1 January or 31 December.",
                        max_length=5,
                        verbose_name="dates known",
                    ),
                ),
                ("code", models.CharField(max_length=10, verbose_name="code")),
                ("name_en", models.CharField(max_length=160, verbose_name="name (English)")),
                ("name_fr", models.CharField(max_length=160, verbose_name="name (French)")),
                (
                    "family",
                    models.CharField(
                        choices=[
                            ("project", "project"),
                            ("associated_laboratory", "associated laboratory"),
                            ("network", "network"),
                            ("joint_unit", "joint unit"),
                        ],
                        max_length=30,
                        verbose_name="family",
                    ),
                ),
                (
                    "reminder_months",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(
                            validators=[
                                django.core.validators.MinValueValidator(1),
                                django.core.validators.MaxValueValidator(120),
                            ]
                        ),
                        blank=True,
                        default=partnerships.models.taxonomy.usual_reminder_months,
                        help_text="When offices are told that a structure ends: 12,6,3. Empty: never.",
                        size=None,
                        verbose_name="reminders, months before the end",
                    ),
                ),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="InstrumentRuleEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("instrument_id", models.BigIntegerField()),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "source",
                    models.CharField(
                        blank=True, help_text="Where the fact was read.", max_length=500, verbose_name="source"
                    ),
                ),
                (
                    "is_demo",
                    models.BooleanField(
                        default=False,
                        help_text="Invented for the demonstration: never shown as a fact.",
                        verbose_name="made up",
                    ),
                ),
                ("start", models.DateField(blank=True, help_text="First day.", null=True, verbose_name="start")),
                (
                    "end",
                    models.DateField(
                        blank=True, help_text="Last day; empty while it lasts.", null=True, verbose_name="end"
                    ),
                ),
                (
                    "precision",
                    models.CharField(
                        choices=[("day", "to the day"), ("month", "to the month"), ("year", "to the year")],
                        default="day",
                        help_text="A date known by its year is entered as 1 January or 31 December.",
                        max_length=5,
                        verbose_name="dates known",
                    ),
                ),
                (
                    "term_years",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="length of a term, in years",
                    ),
                ),
                (
                    "renewals",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="0: not renewable; empty: no rule.",
                        null=True,
                        verbose_name="renewals allowed",
                    ),
                ),
                (
                    "countries_min",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="countries, at least"),
                ),
                (
                    "countries_max",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="countries, at most"),
                ),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="LaboratoryEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "source",
                    models.CharField(
                        blank=True, help_text="Where the fact was read.", max_length=500, verbose_name="source"
                    ),
                ),
                (
                    "is_demo",
                    models.BooleanField(
                        default=False,
                        help_text="Invented for the demonstration: never shown as a fact.",
                        verbose_name="made up",
                    ),
                ),
                (
                    "latitude",
                    models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True, verbose_name="latitude"),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True, decimal_places=5, max_digits=8, null=True, verbose_name="longitude"
                    ),
                ),
                ("slug", models.SlugField(db_index=False, max_length=60, verbose_name="address")),
                ("acronym", models.CharField(blank=True, max_length=60, verbose_name="acronym")),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                ("city", models.CharField(blank=True, max_length=120, verbose_name="city")),
                (
                    "rnsr_id",
                    models.CharField(
                        blank=True,
                        max_length=10,
                        null=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9]{9}[A-Z]\\Z",
                                "A RNSR number has nine digits and a capital letter, such as 200419757M.",
                            )
                        ],
                        verbose_name="RNSR number",
                    ),
                ),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="LaboratoryLabelEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("laboratory_id", models.BigIntegerField()),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "source",
                    models.CharField(
                        blank=True, help_text="Where the fact was read.", max_length=500, verbose_name="source"
                    ),
                ),
                (
                    "is_demo",
                    models.BooleanField(
                        default=False,
                        help_text="Invented for the demonstration: never shown as a fact.",
                        verbose_name="made up",
                    ),
                ),
                ("start", models.DateField(blank=True, help_text="First day.", null=True, verbose_name="start")),
                (
                    "end",
                    models.DateField(
                        blank=True, help_text="Last day; empty while it lasts.", null=True, verbose_name="end"
                    ),
                ),
                (
                    "precision",
                    models.CharField(
                        choices=[("day", "to the day"), ("month", "to the month"), ("year", "to the year")],
                        default="day",
                        help_text="A date known by its year is entered as 1 January or 31 December.",
                        max_length=5,
                        verbose_name="dates known",
                    ),
                ),
                ("kind", models.CharField(help_text="UMR, UPR, UAR, USR, FR...", max_length=10, verbose_name="kind")),
                ("number", models.CharField(max_length=10, verbose_name="number")),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ParticipationEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("collaboration_id", models.BigIntegerField()),
                ("partner_id", models.BigIntegerField()),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "source",
                    models.CharField(
                        blank=True, help_text="Where the fact was read.", max_length=500, verbose_name="source"
                    ),
                ),
                (
                    "is_demo",
                    models.BooleanField(
                        default=False,
                        help_text="Invented for the demonstration: never shown as a fact.",
                        verbose_name="made up",
                    ),
                ),
                ("start", models.DateField(blank=True, help_text="First day.", null=True, verbose_name="start")),
                (
                    "end",
                    models.DateField(
                        blank=True, help_text="Last day; empty while it lasts.", null=True, verbose_name="end"
                    ),
                ),
                (
                    "precision",
                    models.CharField(
                        choices=[("day", "to the day"), ("month", "to the month"), ("year", "to the year")],
                        default="day",
                        help_text="A date known by its year is entered as 1 January or 31 December.",
                        max_length=5,
                        verbose_name="dates known",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("partner", "partner"),
                            ("host", "host"),
                            ("industrial", "industrial partner"),
                            ("french_partner", "French partner"),
                            ("coordinator", "coordinator"),
                            ("participant", "participant"),
                            ("third_party", "third party"),
                            ("associated", "associated partner"),
                            ("international", "international partner"),
                        ],
                        default="partner",
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                (
                    "occurrence",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="2 when the same partner takes part a second time in the same role.",
                        verbose_name="occurrence",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Order in the consortium.", null=True, verbose_name="position"
                    ),
                ),
                (
                    "ec_contribution",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="EU contribution (€)"
                    ),
                ),
                (
                    "net_ec_contribution",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="net EU contribution (€)"
                    ),
                ),
                (
                    "total_cost",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="total cost (€)"
                    ),
                ),
                ("left_early", models.BooleanField(default=False, verbose_name="left before the end")),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="PartnerEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("country_id", models.CharField(max_length=2, null=True)),
                ("parent_id", models.BigIntegerField(null=True)),
                ("successor_id", models.BigIntegerField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "source",
                    models.CharField(
                        blank=True, help_text="Where the fact was read.", max_length=500, verbose_name="source"
                    ),
                ),
                (
                    "is_demo",
                    models.BooleanField(
                        default=False,
                        help_text="Invented for the demonstration: never shown as a fact.",
                        verbose_name="made up",
                    ),
                ),
                (
                    "publication",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("archived", "archived"),
                        ],
                        default="draft",
                        help_text="Only published records are public.",
                        max_length=10,
                        verbose_name="publication",
                    ),
                ),
                (
                    "confirmed_on",
                    models.DateField(
                        blank=True,
                        help_text="When somebody last checked the record as a whole.",
                        null=True,
                        verbose_name="confirmed on",
                    ),
                ),
                (
                    "latitude",
                    models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True, verbose_name="latitude"),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True, decimal_places=5, max_digits=8, null=True, verbose_name="longitude"
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        db_index=False,
                        help_text="Last part of the page's address.",
                        max_length=80,
                        verbose_name="address",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="The name shown; other names are listed below.", max_length=300, verbose_name="name"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("university", "university"),
                            ("higher_education", "other higher-education institution"),
                            ("research", "research organisation"),
                            ("embassy", "embassy"),
                            ("agency", "agency or funder"),
                            ("public_body", "public body"),
                            ("company", "company"),
                            ("other", "other"),
                        ],
                        help_text="Leave empty when it is not known.",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("city", models.CharField(blank=True, max_length=120, verbose_name="city")),
                ("website", models.URLField(blank=True, max_length=500, verbose_name="web site")),
                (
                    "ror_id",
                    models.CharField(
                        blank=True,
                        error_messages={"unique": "ROR id: another partner has it. Is it the same organisation?"},
                        help_text="The nine characters at the end of a ROR address; optional.",
                        max_length=9,
                        null=True,
                        validators=[cnrs_intl.catalogue.validators.validate_ror],
                        verbose_name="ROR id",
                    ),
                ),
                (
                    "pic",
                    models.CharField(
                        blank=True,
                        error_messages={"unique": "PIC: another partner has it. Is it the same organisation?"},
                        help_text="The European Commission's participant code of nine digits; optional.",
                        max_length=9,
                        null=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9]{9}\\Z", "A PIC has nine digits, such as 999997930."
                            )
                        ],
                        verbose_name="PIC",
                    ),
                ),
                (
                    "is_home",
                    models.BooleanField(
                        default=False,
                        help_text="Takes part in contracts, but nobody is one's own partner: not counted as one.",
                        verbose_name="this organisation itself",
                    ),
                ),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="PartnerNameEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("partner_id", models.BigIntegerField()),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "source",
                    models.CharField(
                        blank=True, help_text="Where the fact was read.", max_length=500, verbose_name="source"
                    ),
                ),
                (
                    "is_demo",
                    models.BooleanField(
                        default=False,
                        help_text="Invented for the demonstration: never shown as a fact.",
                        verbose_name="made up",
                    ),
                ),
                ("start", models.DateField(blank=True, help_text="First day.", null=True, verbose_name="start")),
                (
                    "end",
                    models.DateField(
                        blank=True, help_text="Last day; empty while it lasts.", null=True, verbose_name="end"
                    ),
                ),
                (
                    "precision",
                    models.CharField(
                        choices=[("day", "to the day"), ("month", "to the month"), ("year", "to the year")],
                        default="day",
                        help_text="A date known by its year is entered as 1 January or 31 December.",
                        max_length=5,
                        verbose_name="dates known",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("official", "official name"),
                            ("acronym", "acronym"),
                            ("translated", "translated name"),
                            ("former", "former name"),
                            ("variant", "spelling found in a source"),
                        ],
                        default="official",
                        max_length=12,
                        verbose_name="kind of name",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True, help_text="ISO code, such as fr or ja.", max_length=5, verbose_name="language"
                    ),
                ),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ProgrammeEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("parent_id", models.BigIntegerField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("code", models.CharField(max_length=60, verbose_name="code")),
                ("name_en", models.CharField(max_length=300, verbose_name="name (English)")),
                ("name_fr", models.CharField(blank=True, max_length=300, verbose_name="name (French)")),
                (
                    "budget_meur",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="budget, in millions of euros"),
                ),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ScopeEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("user_id", models.BigIntegerField()),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ScopeInstitutesEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("scope_id", models.BigIntegerField()),
                ("institute_id", models.BigIntegerField()),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ScopeOfficesEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("scope_id", models.BigIntegerField()),
                ("office_id", models.BigIntegerField()),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SiteEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("structure_id", models.BigIntegerField()),
                ("host_id", models.BigIntegerField(null=True)),
                ("laboratory_id", models.BigIntegerField(null=True)),
                ("country_id", models.CharField(max_length=2)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "source",
                    models.CharField(
                        blank=True, help_text="Where the fact was read.", max_length=500, verbose_name="source"
                    ),
                ),
                (
                    "is_demo",
                    models.BooleanField(
                        default=False,
                        help_text="Invented for the demonstration: never shown as a fact.",
                        verbose_name="made up",
                    ),
                ),
                ("start", models.DateField(blank=True, help_text="First day.", null=True, verbose_name="start")),
                (
                    "end",
                    models.DateField(
                        blank=True, help_text="Last day; empty while it lasts.", null=True, verbose_name="end"
                    ),
                ),
                (
                    "precision",
                    models.CharField(
                        choices=[("day", "to the day"), ("month", "to the month"), ("year", "to the year")],
                        default="day",
                        help_text="A date known by its year is entered as 1 January or 31 December.",
                        max_length=5,
                        verbose_name="dates known",
                    ),
                ),
                (
                    "latitude",
                    models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True, verbose_name="latitude"),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True, decimal_places=5, max_digits=8, null=True, verbose_name="longitude"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("main", "main site"), ("mirror", "mirror site"), ("extension", "French extension")],
                        default="main",
                        help_text="A French extension is the French site of a joint unit whose main site is abroad.",
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        blank=True, help_text="Its own name, such as SMMiL-E.", max_length=160, verbose_name="name"
                    ),
                ),
                ("campus", models.CharField(blank=True, max_length=160, verbose_name="campus")),
                ("city_en", models.CharField(blank=True, max_length=120, verbose_name="city (English)")),
                ("city_fr", models.CharField(blank=True, max_length=120, verbose_name="city (French)")),
                (
                    "hosting_capacity",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="How many people it can receive at a time.",
                        null=True,
                        verbose_name="hosting capacity",
                    ),
                ),
                (
                    "balance_tolerance",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="By how many people the received and the sent of the last five years may differ, as agreed upon.",
                        null=True,
                        verbose_name="tolerance of the balance",
                    ),
                ),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SocietalChallengeEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("name_en", models.CharField(max_length=160, verbose_name="name (English)")),
                ("name_fr", models.CharField(max_length=160, verbose_name="name (French)")),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SocietalChallengeProgrammesEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("societalchallenge_id", models.BigIntegerField()),
                ("programme_id", models.BigIntegerField()),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="StructureCodeEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("structure_id", models.BigIntegerField()),
                ("instrument_id", models.BigIntegerField()),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "source",
                    models.CharField(
                        blank=True, help_text="Where the fact was read.", max_length=500, verbose_name="source"
                    ),
                ),
                (
                    "is_demo",
                    models.BooleanField(
                        default=False,
                        help_text="Invented for the demonstration: never shown as a fact.",
                        verbose_name="made up",
                    ),
                ),
                ("start", models.DateField(blank=True, help_text="First day.", null=True, verbose_name="start")),
                (
                    "end",
                    models.DateField(
                        blank=True, help_text="Last day; empty while it lasts.", null=True, verbose_name="end"
                    ),
                ),
                (
                    "precision",
                    models.CharField(
                        choices=[("day", "to the day"), ("month", "to the month"), ("year", "to the year")],
                        default="day",
                        help_text="A date known by its year is entered as 1 January or 31 December.",
                        max_length=5,
                        verbose_name="dates known",
                    ),
                ),
                ("code", models.CharField(help_text="As it is written: UMI 2958.", max_length=24, verbose_name="code")),
                (
                    "is_verified",
                    models.BooleanField(
                        default=True,
                        help_text="No: the number was read in one place only, or is doubtful.",
                        verbose_name="verified",
                    ),
                ),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="StructureEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("collaboration_ptr_id", models.BigIntegerField()),
                ("instrument_id", models.BigIntegerField()),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("discipline_en", models.CharField(blank=True, max_length=160, verbose_name="discipline (English)")),
                ("discipline_fr", models.CharField(blank=True, max_length=160, verbose_name="discipline (French)")),
                (
                    "rnsr_id",
                    models.CharField(
                        blank=True,
                        max_length=10,
                        null=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9]{9}[A-Z]\\Z",
                                "A RNSR number has nine digits and a capital letter, such as 200419757M.",
                            )
                        ],
                        verbose_name="RNSR number",
                    ),
                ),
                (
                    "ror_id",
                    models.CharField(
                        blank=True,
                        max_length=9,
                        null=True,
                        validators=[cnrs_intl.catalogue.validators.validate_ror],
                        verbose_name="ROR id",
                    ),
                ),
                (
                    "note_en",
                    models.TextField(
                        blank=True, help_text="What sources say and dates cannot.", verbose_name="note (English)"
                    ),
                ),
                ("note_fr", models.TextField(blank=True, verbose_name="note (French)")),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="StructureLaboratoriesEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("structure_id", models.BigIntegerField()),
                ("laboratory_id", models.BigIntegerField()),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SuccessionEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("predecessor_id", models.BigIntegerField()),
                ("successor_id", models.BigIntegerField()),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "source",
                    models.CharField(
                        blank=True, help_text="Where the fact was read.", max_length=500, verbose_name="source"
                    ),
                ),
                (
                    "is_demo",
                    models.BooleanField(
                        default=False,
                        help_text="Invented for the demonstration: never shown as a fact.",
                        verbose_name="made up",
                    ),
                ),
                ("happened_on", models.DateField(blank=True, null=True, verbose_name="on")),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="TermEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("structure_id", models.BigIntegerField()),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "source",
                    models.CharField(
                        blank=True, help_text="Where the fact was read.", max_length=500, verbose_name="source"
                    ),
                ),
                (
                    "is_demo",
                    models.BooleanField(
                        default=False,
                        help_text="Invented for the demonstration: never shown as a fact.",
                        verbose_name="made up",
                    ),
                ),
                ("start", models.DateField(blank=True, help_text="First day.", null=True, verbose_name="start")),
                (
                    "end",
                    models.DateField(
                        blank=True, help_text="Last day; empty while it lasts.", null=True, verbose_name="end"
                    ),
                ),
                (
                    "precision",
                    models.CharField(
                        choices=[("day", "to the day"), ("month", "to the month"), ("year", "to the year")],
                        default="day",
                        help_text="A date known by its year is entered as 1 January or 31 December.",
                        max_length=5,
                        verbose_name="dates known",
                    ),
                ),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="signed on")),
                (
                    "override_reason",
                    models.TextField(
                        blank=True,
                        help_text="Written where the rules of the instrument did not allow the term.",
                        verbose_name="reason against the rules",
                    ),
                ),
            ],
            options={
                "ordering": ("pgh_id",),
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.AddIndex(
            model_name="callevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_dbc9e1_idx"),
        ),
        migrations.AddIndex(
            model_name="clusterevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_c14b0d_idx"),
        ),
        migrations.AddIndex(
            model_name="clusterstructuresevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_4fdd1d_idx"),
        ),
        migrations.AddIndex(
            model_name="clusterstructuresevent",
            index=models.Index(fields=["cluster_id", "pgh_id"], name="partnership_cluster_f5745b_idx"),
        ),
        migrations.AddIndex(
            model_name="collaborationchallengesevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_0063a6_idx"),
        ),
        migrations.AddIndex(
            model_name="collaborationchallengesevent",
            index=models.Index(fields=["collaboration_id", "pgh_id"], name="partnership_collabo_5600bc_idx"),
        ),
        migrations.AddIndex(
            model_name="collaborationevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_ef207d_idx"),
        ),
        migrations.AddIndex(
            model_name="collaborationinstitutesevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_d1c1f3_idx"),
        ),
        migrations.AddIndex(
            model_name="collaborationinstitutesevent",
            index=models.Index(fields=["collaboration_id", "pgh_id"], name="partnership_collabo_3657e4_idx"),
        ),
        migrations.AddIndex(
            model_name="collaborationothercountriesevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_78d97f_idx"),
        ),
        migrations.AddIndex(
            model_name="collaborationothercountriesevent",
            index=models.Index(fields=["collaboration_id", "pgh_id"], name="partnership_collabo_2cd291_idx"),
        ),
        migrations.AddIndex(
            model_name="documentevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_53d8fe_idx"),
        ),
        migrations.AddIndex(
            model_name="documentevent",
            index=models.Index(fields=["term_id", "pgh_id"], name="partnership_term_id_8fb0a5_idx"),
        ),
        migrations.AddIndex(
            model_name="eucontractevent",
            index=models.Index(fields=["collaboration_ptr_id", "pgh_id"], name="partnership_collabo_30456c_idx"),
        ),
        migrations.AddIndex(
            model_name="exchangeevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_2d6319_idx"),
        ),
        migrations.AddIndex(
            model_name="exchangeevent",
            index=models.Index(fields=["site_id", "pgh_id"], name="partnership_site_id_95eee5_idx"),
        ),
        migrations.AddIndex(
            model_name="fundingschemeevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_ba4086_idx"),
        ),
        migrations.AddIndex(
            model_name="infrastructureaccessevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_6b8ebd_idx"),
        ),
        migrations.AddIndex(
            model_name="infrastructureaccessevent",
            index=models.Index(fields=["infrastructure_id", "pgh_id"], name="partnership_infrast_443c1e_idx"),
        ),
        migrations.AddIndex(
            model_name="infrastructureevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_fdbfa5_idx"),
        ),
        migrations.AddIndex(
            model_name="instituteevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_18d5a8_idx"),
        ),
        migrations.AddIndex(
            model_name="instrumentevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_49bf61_idx"),
        ),
        migrations.AddIndex(
            model_name="instrumentruleevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_b205c7_idx"),
        ),
        migrations.AddIndex(
            model_name="instrumentruleevent",
            index=models.Index(fields=["instrument_id", "pgh_id"], name="partnership_instrum_66e6fc_idx"),
        ),
        migrations.AddIndex(
            model_name="laboratoryevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_20dff2_idx"),
        ),
        migrations.AddIndex(
            model_name="laboratorylabelevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_041c3b_idx"),
        ),
        migrations.AddIndex(
            model_name="laboratorylabelevent",
            index=models.Index(fields=["laboratory_id", "pgh_id"], name="partnership_laborat_168bce_idx"),
        ),
        migrations.AddIndex(
            model_name="participationevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_ce996b_idx"),
        ),
        migrations.AddIndex(
            model_name="participationevent",
            index=models.Index(fields=["collaboration_id", "pgh_id"], name="partnership_collabo_e6cc0f_idx"),
        ),
        migrations.AddIndex(
            model_name="partnerevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_5a99d0_idx"),
        ),
        migrations.AddIndex(
            model_name="partnernameevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_8cf87a_idx"),
        ),
        migrations.AddIndex(
            model_name="partnernameevent",
            index=models.Index(fields=["partner_id", "pgh_id"], name="partnership_partner_164663_idx"),
        ),
        migrations.AddIndex(
            model_name="programmeevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_78da3c_idx"),
        ),
        migrations.AddIndex(
            model_name="scopeevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_6ba1a3_idx"),
        ),
        migrations.AddIndex(
            model_name="scopeevent",
            index=models.Index(fields=["user_id", "pgh_id"], name="partnership_user_id_000eab_idx"),
        ),
        migrations.AddIndex(
            model_name="scopeinstitutesevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_a39eb5_idx"),
        ),
        migrations.AddIndex(
            model_name="scopeinstitutesevent",
            index=models.Index(fields=["scope_id", "pgh_id"], name="partnership_scope_i_66bbee_idx"),
        ),
        migrations.AddIndex(
            model_name="scopeofficesevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_658e3f_idx"),
        ),
        migrations.AddIndex(
            model_name="scopeofficesevent",
            index=models.Index(fields=["scope_id", "pgh_id"], name="partnership_scope_i_7b25ee_idx"),
        ),
        migrations.AddIndex(
            model_name="siteevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_ea4eca_idx"),
        ),
        migrations.AddIndex(
            model_name="siteevent",
            index=models.Index(fields=["structure_id", "pgh_id"], name="partnership_structu_e26636_idx"),
        ),
        migrations.AddIndex(
            model_name="societalchallengeevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_223039_idx"),
        ),
        migrations.AddIndex(
            model_name="societalchallengeprogrammesevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_12d9df_idx"),
        ),
        migrations.AddIndex(
            model_name="societalchallengeprogrammesevent",
            index=models.Index(fields=["societalchallenge_id", "pgh_id"], name="partnership_societa_4716fd_idx"),
        ),
        migrations.AddIndex(
            model_name="structurecodeevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_2bcd56_idx"),
        ),
        migrations.AddIndex(
            model_name="structurecodeevent",
            index=models.Index(fields=["structure_id", "pgh_id"], name="partnership_structu_9424be_idx"),
        ),
        migrations.AddIndex(
            model_name="structureevent",
            index=models.Index(fields=["collaboration_ptr_id", "pgh_id"], name="partnership_collabo_e7dd1e_idx"),
        ),
        migrations.AddIndex(
            model_name="structurelaboratoriesevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_9ad780_idx"),
        ),
        migrations.AddIndex(
            model_name="structurelaboratoriesevent",
            index=models.Index(fields=["structure_id", "pgh_id"], name="partnership_structu_7e2035_idx"),
        ),
        migrations.AddIndex(
            model_name="successionevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_07df3b_idx"),
        ),
        migrations.AddIndex(
            model_name="successionevent",
            index=models.Index(fields=["predecessor_id", "pgh_id"], name="partnership_predece_12a9fd_idx"),
        ),
        migrations.AddIndex(
            model_name="successionevent",
            index=models.Index(fields=["successor_id", "pgh_id"], name="partnership_success_902e4d_idx"),
        ),
        migrations.AddIndex(
            model_name="termevent",
            index=models.Index(fields=["id", "pgh_id"], name="partnership_id_40d622_idx"),
        ),
        migrations.AddIndex(
            model_name="termevent",
            index=models.Index(fields=["structure_id", "pgh_id"], name="partnership_structu_b70a6c_idx"),
        ),
        migrations.SeparateDatabaseAndState([migrations.RunSQL(INSTALL, UNINSTALL)], TRIGGERS),
        migrations.RunSQL(
            "".join(watch(table, *about) for table, about in LINKS.items()), "".join(map(unwatch, LINKS))
        ),
    ]
