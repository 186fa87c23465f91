/** Set phrases with a word that means nothing of its own there, as in `technology.ts`: `_` is a blank, `*` an ending. */
export const IDIOMS = `
  use_case* edge_case* corner_case* worst_case* best_case* base_case* business_case* test_case* special_case* in_case
  in_this_case in_that_case in_which_case in_any_case in_our_case in_my_case in_the_case_of in_most_cases in_some_cases
  in_these_cases in_all_cases just_in_case case_study case_studies case_by_case lower_case upper_case case-insensitive
  case-sensitive case_insensitive case_sensitive camel_case snake_case
  user_agent* user-agent* estate_agent* insurance_agent* travel_agent* sales_agent* agent-based
  phone_number* phone_call* phone_support phone_order* by_phone by_telephone over_the_phone on_the_phone
  telephone_number* phone_charger* phone_case*
  sticky_session* training_session* session_on host_name* hostname* mobile_device*
  our_own in_the_context_of
  auf_jeden_fall auf_keinen_fall in_diesem_fall in_dem_fall in_welchem_fall im_falle im_fall im_schlimmsten_fall
  im_besten_fall fur_den_fall in_jedem_fall in_vielen_fallen anwendungsfall* sonderfall* einzelfall* randfall*
  telefonnummer* per_telefon am_telefon
  en_caso en_ese_caso en_este_caso en_que_caso en_todo_caso en_cualquier_caso en_el_peor_caso en_el_caso caso_de_uso
  casos_de_uso caso_de_negocio numero_de_telefono numeros_de_telefono por_telefono
  dans_ce_cas en_tout_cas en_cas dans_quel_cas dans_le_cas au_cas_ou cas_d'usage cas_d'utilisation numero_de_telephone
  par_telephone
  手机号 手机号码 电话号码 使用案例 应用案例`;
