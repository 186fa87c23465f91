/**
 * Words of everyday life that also name something in a program: one of them alone does not say that software is talked
 * about.
 */
export const EVERYDAY = new Set(
  `account accounts agent agents alarm alarms app apps bank batch bill booking build business call calls case cases chat
  client clients conversation cookie cookies course courses customer customers cut cuts data deliver delivered delivery
  design device devices driver drivers energy event events exam exams factory farm flight flights go host hosts hotel
  image images incident index insurance job jobs knowledge lock log logs memory message messages model music node
  notification notifications order ordered ordering orders own owner package packages page paged parcel parking partner
  partners party patient payment phone phones plan post profile profiles put rest ride rides role roles route school
  secret secrets series session sessions shop slow split stock stocks store stores story stream student students system
  table tables team teams telephone tempo test tests ticket ticketing timer trip trips twice university upload user users
  version versions video
  android emulator emulators handset handsets smartphone smartphones telefonie telephony
  abo auftrag bestellen bestellung daten fall falle fahrt firma flug gerat gerate gesprach handy handys hotel konto kunde
  kunden kurs kurse lager langsam nachricht nachrichten nutzer rolle speicher system tabelle team telefon telefone termin
  versand vertrag
  anden asistente caso casos cliente clientes cola contrato cuenta curso datos dispositivo equipo evento eventos lenta
  lento mensaje mensajes movil moviles pago pedido pedidos perfil prueba pruebas reunion servicio servidor sistema telefono
  tienda usuario usuarios viaje vuelo
  appareil boutique client clients commande commandes compte contrat cours dossier donnees droits equipe evenement facture
  hotel lent lente livraison message preuve preuves service session systeme telephone utilisateur vol`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** The same in Chinese, where words are not set apart. */
export const EVERYDAY_HAN = new Set(
  '手机 用户 消息 订单 客户 图 表 测试 图片 课程 学生 考试 银行 医院 酒店 模型 知识 对话 通知 事件 设备 版本 日志 系统 数据 服务 性能'.split(
    ' ',
  ),
);
