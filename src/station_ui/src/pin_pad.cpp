#include "pin_pad.hpp"

#include <QCoreApplication>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpressionValidator>
#include <QThreadPool>

namespace attendsense::station_ui {

using Verdict = station::ExitPin::Verdict;

PinPad::PinPad(station::ExitPin pin, Actions actions, QWidget* parent)
    : QWidget(parent),
      pin_(std::make_shared<station::ExitPin>(std::move(pin))),
      actions_(std::move(actions)),
      title_(new QLabel),
      entered_(new QLineEdit),
      message_(new QLabel),
      keys_(new QWidget),
      erase_(new QPushButton("⌫")),
      enter_(new QPushButton),
      cancel_(new QPushButton) {
  title_->setObjectName("title");
  title_->setAlignment(Qt::AlignCenter);
  title_->setWordWrap(true);
  entered_->setObjectName("pin");
  entered_->setEchoMode(QLineEdit::Password);
  entered_->setAlignment(Qt::AlignCenter);
  entered_->setContextMenuPolicy(Qt::NoContextMenu);
  entered_->setValidator(new QRegularExpressionValidator(QRegularExpression("[0-9]{0,12}"), entered_));
  message_->setObjectName("pinmessage");
  message_->setAlignment(Qt::AlignCenter);
  message_->setWordWrap(true);
  enter_->setObjectName("enter");
  cancel_->setObjectName("cancel");
  auto* grid = new QGridLayout(keys_);
  add_digits(*grid);
  auto* column = new QVBoxLayout;
  for (QWidget* widget : std::initializer_list<QWidget*>{title_, entered_, message_, keys_, enter_, cancel_}) {
    column->addWidget(widget);
  }
  auto* centred = new QGridLayout(this);
  centred->addLayout(column, 1, 1);
  centred->setColumnMinimumWidth(1, 560);
  for (const int side : {0, 2}) {
    centred->setColumnStretch(side, 1);
    centred->setRowStretch(side, 1);
  }
  connect(enter_, &QPushButton::clicked, this, [this] { check(); });
  connect(entered_, &QLineEdit::returnPressed, this, [this] { check(); });
  connect(cancel_, &QPushButton::clicked, this, [this] { actions_.cancel(); });
  retranslate();
}

void PinPad::add_digits(QGridLayout& grid) {
  for (int digit = 0; digit <= 9; ++digit) {
    auto* key = new QPushButton(QString::number(digit));
    key->setObjectName("digit" + QString::number(digit));
    key->setAccessibleName(QString::number(digit));
    connect(key, &QPushButton::clicked, this, [this, digit] { entered_->insert(QString::number(digit)); });
    if (digit == 0) {
      grid.addWidget(key, 3, 1);
    } else {
      grid.addWidget(key, (digit - 1) / 3, (digit - 1) % 3);
    }
  }
  grid.addWidget(erase_, 3, 2);
  connect(erase_, &QPushButton::clicked, entered_, &QLineEdit::backspace);
}

void PinPad::begin() {
  entered_->clear();
  message_->clear();
  entered_->setFocus();
}

void PinPad::retranslate() {
  title_->setText(tr("PIN to leave the full screen"));
  entered_->setAccessibleName(tr("PIN"));
  erase_->setAccessibleName(tr("Delete the last digit"));
  enter_->setText(tr("Leave"));
  cancel_->setText(tr("Back"));
}

void PinPad::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) return actions_.cancel();
  QWidget::keyPressEvent(event);
}

// Hashing takes long enough to be felt: not on the window's thread.
void PinPad::check() {
  if (!entered_->isEnabled()) return;
  const Secret given(entered_->text().toStdString());
  entered_->clear();
  be_busy(true);
  QThreadPool::globalInstance()->start([pin = pin_, given, pad = QPointer<PinPad>(this)] {
    const Verdict verdict = pin->check(given, std::chrono::steady_clock::now());
    QMetaObject::invokeMethod(qApp, [pad, verdict] {
      if (pad) pad->answer(verdict);
    });
  });
}

void PinPad::be_busy(bool is_busy) {
  for (QWidget* widget : std::initializer_list<QWidget*>{entered_, keys_, enter_}) widget->setEnabled(!is_busy);
}

void PinPad::answer(Verdict verdict) {
  be_busy(false);
  entered_->setFocus();
  switch (verdict) {
    case Verdict::right:
      return actions_.leave();
    case Verdict::wrong:
      return message_->setText("✖ " + tr("That is not the PIN"));
    case Verdict::wait:
      return message_->setText("▲ " + tr("Too many wrong ones. Wait half a minute"));
  }
}

}  // namespace attendsense::station_ui
